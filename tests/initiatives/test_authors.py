"""Co-authors: found by code or phone, each confirming their own share."""

import pytest
from django.core.exceptions import PermissionDenied

from initiatives.services import (
    add_author,
    confirm_on_paper,
    confirm_share,
    decline_share,
    remove_author,
    set_shares,
    start_draft,
    submit_initiative,
)
from portal.core import audit
from portal.core.errors import DomainError, StaleError
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.moments import NOW, TODAY, later
from tests.people import make_member, make_user
from units.services import end_membership


@pytest.fixture
def ba(stage):
    return make_user("NV-BA", "Trần Văn Ba", stage.world.group, phone="0912345678")


@pytest.fixture
def draft(stage):
    return stage.draft()


def join(stage, draft, contact, share=30):
    """Add a co-author and give them a share."""
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact=contact)
    lead = draft.authors.get(is_lead=True)
    set_shares(draft, actor=stage.people.lan, at=NOW, shares={lead.pk: 100 - share, author.pk: share})
    author.refresh_from_db()
    return author


@pytest.mark.parametrize("contact", ["NV-BA", "nv-ba ", "0912345678", "0912 345 678"])
def test_co_author_is_found_by_code_or_phone_and_asked(stage, draft, ba, contact):
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact=contact)
    assert (author.member, author.confirmed_at) == (ba.member, None)
    draft.refresh_from_db()
    assert draft.author_names == "Nguyễn Thị Lan, Trần Văn Ba"
    assert Notice.objects.get(recipient=ba).subject.startswith("Nguyễn Thị Lan mời bạn làm đồng tác giả")


def test_official_who_enters_it_for_others_and_takes_part_is_not_asked_by_themselves(stage):
    hung = stage.people.hung
    draft = start_draft(stage.people.lan.member, actor=hung, at=NOW, campaign=stage.campaign)
    author = add_author(draft, actor=hung, at=NOW, contact="NV-HUNG", share=20)
    assert (author.confirmed_at, author.confirmed_by) == (NOW, hung)
    assert not Notice.objects.filter(recipient=hung).exists()
    assert draft.authors.get(is_lead=True).confirmed_at is None


def test_unknown_contact_is_refused_at_its_field(stage, draft):
    with pytest.raises(DomainError, match="NV-KHONG") as refusal:
        add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-KHONG")
    assert refusal.value.field == "contact"
    assert draft.authors.count() == 1


def test_phone_of_who_left_finds_nobody(stage, draft, ba):
    end_membership(ba.member, actor=None, at=NOW, on=TODAY, reason="Nghỉ việc")
    with pytest.raises(DomainError, match="Không thấy đoàn viên nào"):
        add_author(draft, actor=stage.people.lan, at=NOW, contact="0912345678")


def test_nobody_is_an_author_twice(stage, draft, ba):
    join(stage, draft, "NV-BA")
    with pytest.raises(DomainError, match="đã có trong danh sách"):
        add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BA")


def test_co_author_confirms_their_own_share(stage, draft, ba):
    author = join(stage, draft, "NV-BA")
    confirm_share(author, actor=ba, at=later(hours=1), seen_share=30)
    author.refresh_from_db()
    assert (author.confirmed_at, author.confirmed_by) == (later(hours=1), ba)
    assert audit.history(draft).last().action == "initiative.confirm_share"
    assert Notice.objects.filter(recipient=stage.people.lan, subject="Trần Văn Ba đã xác nhận tỷ lệ 30%").exists()


@pytest.mark.parametrize("name", ["lan", "hung", "binh"])
def test_nobody_confirms_for_another(stage, draft, ba, name):
    author = join(stage, draft, "NV-BA")
    with pytest.raises(PermissionDenied, match="chính đồng tác giả"):
        confirm_share(author, actor=getattr(stage.people, name), at=NOW, seen_share=30)
    author.refresh_from_db()
    assert author.confirmed_at is None


def test_one_who_was_taken_off_the_list_cannot_confirm_for_those_who_stayed(stage, draft, ba):
    tu = make_user("NV-TU", "Phạm Văn Tư", stage.world.group)
    stays, leaves = join(stage, draft, "NV-BA"), add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-TU")
    decline_share(leaves, actor=tu, at=NOW)
    with pytest.raises(PermissionDenied):
        confirm_share(stays, actor=tu, at=NOW, seen_share=30)


def test_share_that_changed_after_it_was_read_is_not_confirmed(stage, draft, ba):
    author = join(stage, draft, "NV-BA", share=30)
    set_shares(draft, actor=stage.people.lan, at=NOW, shares={author.pk: 20})
    with pytest.raises(StaleError, match="20%"):
        confirm_share(author, actor=ba, at=NOW, seen_share=30)


def test_changed_share_must_be_confirmed_anew_and_others_stay_confirmed(stage, draft, ba):
    author = join(stage, draft, "NV-BA")
    confirm_share(author, actor=ba, at=NOW, seen_share=30)
    set_shares(draft, actor=stage.people.lan, at=NOW, shares={author.pk: 25})
    author.refresh_from_db()
    assert author.confirmed_at is None
    assert draft.authors.get(is_lead=True).confirmed_at is not None


def test_declining_leaves_the_list_and_tells_the_lead(stage, draft, ba):
    author = join(stage, draft, "NV-BA")
    decline_share(author, actor=ba, at=NOW)
    assert [one.member for one in draft.authors.all()] == [stage.people.lan.member]
    assert Notice.objects.filter(recipient=stage.people.lan, subject__startswith="Trần Văn Ba không nhận").exists()


def test_lead_author_is_not_removed(stage, draft):
    with pytest.raises(DomainError, match="Tác giả chính"):
        remove_author(draft.authors.get(), actor=stage.people.lan, at=NOW)


def test_shares_and_confirmations_end_with_the_submission(stage, draft, ba):
    author = join(stage, draft, "NV-BA")
    confirm_share(author, actor=ba, at=NOW, seen_share=30)
    draft.refresh_from_db()
    submit_initiative(draft, actor=stage.people.lan, at=NOW)
    with pytest.raises(WrongStateError):
        confirm_share(author, actor=ba, at=NOW, seen_share=30)
    with pytest.raises(PermissionDenied):
        set_shares(draft, actor=stage.people.lan, at=NOW, shares={author.pk: 40})


def test_official_records_the_signed_paper_of_a_worker_without_account(stage):
    worker = make_member("NV-NAM", "Đỗ Văn Năm", stage.world.group)
    draft = start_draft(worker, actor=stage.people.hung, at=NOW)
    author = draft.authors.get()
    with pytest.raises(DomainError, match="lưu ở đâu"):
        confirm_on_paper(author, actor=stage.people.hung, at=NOW, seen_share=100, note=" ")
    confirm_on_paper(author, actor=stage.people.hung, at=NOW, seen_share=100, note="Sổ hồ sơ, trang 12")
    author.refresh_from_db()
    assert author.confirmed_by == stage.people.hung
    line = audit.history(draft).last()
    assert (line.action, line.note) == ("initiative.confirm_on_paper", "Sổ hồ sơ, trang 12")


def test_paper_is_no_way_around_an_account(stage):
    user = make_user("NV-NAM", "Đỗ Văn Năm", stage.world.group)
    user.set_password("mot-mat-khau-dai")
    user.save()
    draft = start_draft(user.member, actor=stage.people.hung, at=NOW)
    with pytest.raises(DomainError, match="phải tự xác nhận"):
        confirm_on_paper(draft.authors.get(), actor=stage.people.hung, at=NOW, seen_share=100, note="Sổ")


def test_stranger_records_no_paper(stage):
    worker = make_member("NV-NAM", "Đỗ Văn Năm", stage.world.group)
    draft = start_draft(worker, actor=stage.people.hung, at=NOW)
    with pytest.raises(PermissionDenied):
        confirm_on_paper(draft.authors.get(), actor=stage.people.binh, at=NOW, seen_share=100, note="Sổ")
