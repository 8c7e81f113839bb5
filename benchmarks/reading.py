"""Pages that are read: lists, searches, the first screen, one record."""

import html
import re

from django.test import Client
from django.urls import reverse

from benchmarks.jobs import FIFTY_ROWS, ONE_ROW, Job, client_of, page
from campaigns.models import Campaign
from initiatives.models import Initiative
from reports.models import Report
from units.models import Unit

DEEP = 20


def jobs() -> list[Job]:
    official, member = client_of("NV-018"), client_of("NV-001")
    province = Unit.objects.get(code="LD-BNI").pk
    return [
        Job(ONE_ROW, page(Client(), "/floor/one/"), floor=ONE_ROW),
        Job(FIFTY_ROWS, page(official, f"/floor/fifty/{province}/")),
        *_lists(official),
        Job("Home of an official of the province", page(official, "/")),
        Job("Home of a member", page(member, "/")),
        *_records(official, province),
    ]


def _lists(official: Client) -> list[Job]:
    branch, library = reverse("initiatives:list"), reverse("initiatives:library")
    return [
        Job("List: newest 50 initiatives of the province", page(official, branch)),
        Job(f"… page {DEEP}", page(official, _deep(official, branch))),
        Job("… only those that wait", page(official, branch, trang_thai="submitted")),
        Job("… search, with accents (đồ gá)", page(official, branch, q="đồ gá")),
        Job("… search, without accents (do ga)", page(official, branch, q="do ga")),
        Job("… search for one code", page(official, branch, q=_any_code())),
        Job("Library of recognised initiatives, search", page(official, library, q="bang chuyen")),
        Job("Search over everything", page(official, reverse("search"), q="cai tien khuon")),
        Job("List: campaigns", page(official, reverse("campaigns:list"))),
        Job("List: reports of the province", page(official, reverse("reports:list"))),
    ]


def _records(official: Client, province: int) -> list[Job]:
    initiative = Initiative.objects.get(code=_any_code()).pk
    campaign = Campaign.objects.get(code="PT-LDG-2026").pk
    report = Report.objects.filter(unit=province).order_by("-start_on", "-pk")[0].pk
    return [
        Job("An initiative", page(official, reverse("initiatives:detail", args=[initiative]))),
        Job("A campaign", page(official, reverse("campaigns:detail", args=[campaign]))),
        Job("A unit (the province)", page(official, reverse("units:detail", args=[province]))),
        Job("A monthly report of the province", page(official, reverse("reports:detail", args=[report]))),
    ]


def _any_code() -> str:
    found = Initiative.objects.filter(province__code="LD-BNI", state="submitted", code__startswith="BM-")
    return found.order_by("pk")[0].code


def _deep(client: Client, url: str) -> str:
    """Return the address of a page far down a list, or of its last one."""
    address = url
    for _ in range(DEEP - 1):
        found = re.search(r'rel="next" href="([^"]+)"', client.get(address).content.decode())
        if found is None:
            break
        address = url + html.unescape(found[1])
    return address
