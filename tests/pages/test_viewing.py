"""“Xem như”: reading as another role would, and nothing but reading."""

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Initiative
from portal.core.models import AuditLine, Notice
from tests.initiatives.initiatives import TEXT
from tests.moments import NOW
from tests.people import make_user
from units.enums import Role
from units.models import Assignment
from units.selectors import branch_keys
from units.services import end_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def nga(world):
    return make_user("NV-NGA", "Lý Thị Nga", world.province, Role.ADMINISTRATOR)


@pytest.fixture
def draft(world, people):
    """Hùng's own unfinished initiative: nobody else's business."""
    return Initiative.objects.create(
        **branch_keys(world.factory), lead=people.hung.member, drafted_by=people.hung, created_at=NOW, **TEXT
    )


def view_as(client, viewer, held) -> None:
    client.force_login(viewer)
    assert client.post(reverse("view_as", args=[held.pk])).status_code == 302


def officer(people) -> Assignment:
    return people.hung.held.get(role=Role.GRASSROOTS_OFFICER)


def test_page_is_that_of_the_role_under_a_banner(client, world, people, nga):
    client.force_login(nga)
    members = reverse("units:members", args=[world.factory.pk])
    assert client.get(members).status_code == 403
    view_as(client, nga, officer(people))
    page = client.get(members)
    assert page.status_code == 200
    assert "Đang xem như" in page.text
    assert client.get(reverse("units:members", args=[world.mill.pk])).status_code == 403


def test_nothing_of_the_person_behind_the_role_is_shown(client, people, nga, draft):
    Notice.objects.create(recipient=people.hung, event="x", subject="TIN RIÊNG", created_at=NOW)
    view_as(client, nga, officer(people))
    assert client.get(reverse("initiatives:detail", args=[draft.pk])).status_code == 404
    assert "TIN RIÊNG" not in client.get(reverse("notices")).text


def test_nothing_can_be_changed_meanwhile(client, people, nga):
    view_as(client, nga, officer(people))
    lines = AuditLine.objects.count()
    answer = client.post(reverse("initiatives:start"), {"campaign": "1"})
    assert answer.status_code == 403
    assert "chỉ đọc được" in answer.text
    assert AuditLine.objects.count() == lines


def test_what_a_page_writes_while_it_is_read_is_taken_back(client, people, nga):
    notice = Notice.objects.create(recipient=nga, event="x", subject="Tin", created_at=NOW)
    view_as(client, nga, officer(people))
    client.get(reverse("open_notice", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_no_file_is_handed_out(client, world, people, nga):
    from reports.models import Report

    report = Report.objects.create(
        **branch_keys(world.factory), receiver=world.upper, form="thi_dua", period_kind="month", start_on="2026-05-01",
        end_on="2026-06-01", due_on="2026-06-10", created_at=NOW, built_at=NOW,
    )  # fmt: skip
    view_as(client, nga, officer(people))
    assert client.get(reverse("reports:detail", args=[report.pk])).status_code == 200
    answer = client.get(reverse("reports:paper", args=[report.pk, "xlsx"]))
    assert answer.status_code == 403
    assert "không tải được tệp" in answer.text
    assert not AuditLine.objects.filter(action__startswith="report").exists()


def test_begin_and_end_stand_in_the_trail(client, people, nga):
    view_as(client, nga, officer(people))
    client.post(reverse("stop_viewing"))
    lines = AuditLine.objects.filter(action__startswith="view_as").order_by("pk")
    assert [(line.action, line.actor) for line in lines] == [("view_as.start", nga), ("view_as.end", nga)]
    assert "Đang xem như" not in client.get(reverse("units:list")).text


def test_signing_out_ends_it_too(client, people, nga):
    view_as(client, nga, officer(people))
    client.post(reverse("account_logout"))
    assert AuditLine.objects.filter(action="view_as.end").count() == 1


def test_it_ends_by_itself_when_the_role_does(client, world, people, nga):
    held = officer(people)
    view_as(client, nga, held)
    end_role(held, actor=nga, at=timezone.now(), reason="Chuyển công tác")
    assert "Đang xem như" not in client.get(reverse("units:list")).text
    assert client.get(reverse("units:members", args=[world.factory.pk])).status_code == 403


@pytest.mark.parametrize("who", ["yen", "huy", "lan", "binh"])
def test_only_administrators_and_leaders_view_as_another(client, people, who):
    client.force_login(getattr(people, who))
    assert client.post(reverse("view_as", args=[officer(people).pk])).status_code in (403, 404)


def test_nobody_views_as_a_role_that_reaches_further_than_their_own(client, world, people, nga):
    thuy = make_user("NV-THUY", "Vương Bích Thủy", world.top, Role.EMULATION_OFFICER)
    client.force_login(nga)
    assert client.post(reverse("view_as", args=[thuy.held.get().pk])).status_code == 404
    assert client.post(reverse("view_as", args=[people.binh.held.get().pk])).status_code == 404
    Assignment.objects.filter(user=nga).update(whole_branch=False)
    assert client.post(reverse("view_as", args=[people.yen.held.get().pk])).status_code == 403
