"""What nothing can beat here: bare Django views on the same data, through the same door."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from initiatives.models import Initiative
from portal.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django reads them here
from portal.urls import urlpatterns as portal_urls
from units.models import Unit


@login_not_required
def one_row(request: HttpRequest) -> HttpResponse:
    """One row by its key."""
    return HttpResponse(Unit.objects.values_list("name", flat=True).get(code="LD-BNI"))


def fifty_rows(request: HttpRequest) -> HttpResponse:
    """Fifty rows by index, signed in, as plain lines."""
    province = Unit.objects.get(code="LD-BNI").pk
    rows = (
        Initiative.objects.filter(province=province).order_by("-submitted_at", "-pk").values_list("code", "title")[:50]
    )
    return HttpResponse("\n".join(f"{code} {title}" for code, title in rows))


urlpatterns = [path("floor/one/", one_row), path("floor/fifty/", fifty_rows), *portal_urls]
