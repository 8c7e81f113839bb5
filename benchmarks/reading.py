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
        Job("“Việc của tôi” của chuyên viên tỉnh", page(official, "/")),
        Job("“Việc của tôi” của đoàn viên", page(member, "/")),
        *_records(official, province),
    ]


def _lists(official: Client) -> list[Job]:
    branch, library = reverse("initiatives:list"), reverse("initiatives:library")
    return [
        Job("50 sáng kiến mới nhất của tỉnh", page(official, branch)),
        Job(f"… trang thứ {DEEP}", page(official, _deep(official, branch))),
        Job("… đang chờ kiểm tra", page(official, branch, trang_thai="submitted")),
        Job("… tìm “đồ gá”, có dấu", page(official, branch, q="đồ gá")),
        Job("… tìm “do ga”, không dấu", page(official, branch, q="do ga")),
        Job("… tìm một mã", page(official, branch, q=_any_code())),
        Job("Kho sáng kiến đã công nhận, tìm chữ", page(official, library, q="bang chuyen")),
        Job("Tìm toàn cổng", page(official, reverse("search"), q="cai tien khuon")),
        Job("Phong trào", page(official, reverse("campaigns:list"))),
        Job("Báo cáo của tỉnh", page(official, reverse("reports:list"))),
    ]


def _records(official: Client, province: int) -> list[Job]:
    initiative = Initiative.objects.get(code=_any_code()).pk
    campaign = Campaign.objects.get(code="PT-LDG-2026").pk
    report = Report.objects.filter(unit=province).order_by("-start_on", "-pk")[0].pk
    return [
        Job("Trang một sáng kiến", page(official, reverse("initiatives:detail", args=[initiative]))),
        Job("Trang một phong trào", page(official, reverse("campaigns:detail", args=[campaign]))),
        Job("Trang đơn vị (tỉnh)", page(official, reverse("units:detail", args=[province]))),
        Job("Báo cáo kỳ của tỉnh", page(official, reverse("reports:detail", args=[report]))),
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
