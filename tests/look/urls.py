"""The portal's addresses, the style page, and each error page with something typed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from portal.pages.views.style import style
from portal.urls import *  # noqa: F403
from portal.urls import urlpatterns as real

TYPED = [("Tên sáng kiến", "Gá may nẹp sơ mi"), ("Cách làm", "Bỏ bước vạch phấn\nvà ghim tay")]


@login_not_required
def error(request: HttpRequest, code: str) -> HttpResponse:
    context = {
        "typed": TYPED,
        "mine": TYPED,
        "theirs": TYPED,
        "message": "Lê Văn Thành đã lưu bản mới.",
        "replay_action": "/loi/nhan/",
        "replay_fields": [("name", "Gá may")],
    }
    return render(request, f"{code}.html", context)


urlpatterns = [path("look/", style), path("loi/<str:code>/", error), *real]
