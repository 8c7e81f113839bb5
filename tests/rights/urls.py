"""The portal's addresses with bare refusals: drawing thousands of them would take longer than asking for them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.urls import urlpatterns

__all__ = ["urlpatterns"]
handler403 = "tests.rights.urls.forbidden"
handler404 = "tests.rights.urls.not_found"


def forbidden(request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse(status=403)


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse(status=404)
