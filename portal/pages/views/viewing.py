"""Beginning and ending to view as another role."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.core.permissions import require
from portal.pages import viewing
from units.selectors import get_assignment


def view_as(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what viewing as a role means, and begin."""
    user: Any = request.user
    held = get_assignment(pk, actor=user)
    require(user, "units.view_as", held)
    if request.method == "POST":
        viewing.start(request, held)
        return redirect("home")
    context = {
        "title": _("Xem như vai trò này?"),
        "text": _("Bạn thấy Cổng như người giữ vai trò này: chỉ đọc, không tải tệp, không thấy việc riêng của họ."),
        "items": [str(held), _("Nhật ký ghi lúc bạn bắt đầu và lúc thôi xem.")],
        "confirm": _("Xem như"),
        "icon": "eye",
        "back_url": reverse("units:officials", args=[held.unit_id]),
        "back_label": _("Cán bộ của đơn vị"),
    }
    return render(request, "confirm.html", context)


@require_POST
def stop_viewing(request: HttpRequest) -> HttpResponse:
    """Be oneself again; the middleware has ended the viewing and logged it."""
    messages.success(request, _("Đã thôi xem như vai trò khác."))
    return redirect("home")
