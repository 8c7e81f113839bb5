"""What nothing can beat here: bare Django views on the same data, through the same door."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path
from django.utils import timezone

from initiatives.models import Initiative
from portal.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django reads them here
from portal.urls import urlpatterns as portal_urls
from units.models import Member, Unit

ROWS = engines["django"].from_string(
    "<!doctype html><ul>{% for row in rows %}"
    '<li><a href="/{{ row.pk }}/">{{ row.code }}</a> {{ row.title }}, {{ row.author_names }}</li>'
    "{% endfor %}</ul>"
)


@login_not_required
def one_row(request: HttpRequest) -> HttpResponse:
    """One row by its key, for a stranger."""
    return HttpResponse(Unit.objects.values_list("name", flat=True).get(code="LD-BNI"))


def fifty_rows(request: HttpRequest, province: int) -> HttpResponse:
    """Fifty rows by index for someone signed in, as the plainest template there is."""
    rows = Initiative.objects.filter(province=province).order_by("-submitted_at", "-pk")
    shown = rows.only("code", "title", "author_names")[:50]
    return HttpResponse(ROWS.render({"rows": shown}))


class PlainForm(forms.ModelForm):
    class Meta:
        model = Initiative
        fields = ("title", "known_situation", "solution", "novelty")


def plain_form(request: HttpRequest, member: int) -> HttpResponse:
    """A ModelForm that inserts a draft for someone signed in: no right, no trail, no notice."""
    lead: Any = Member.objects.get(pk=member)
    form = PlainForm(request.POST, instance=Initiative(lead=lead, unit_id=lead.unit_id, created_at=timezone.now()))
    form.save()
    return HttpResponseRedirect("/")


urlpatterns = [
    path("floor/one/", one_row),
    path("floor/fifty/<int:province>/", fifty_rows),
    path("floor/form/<int:member>/", plain_form),
    *portal_urls,
]
