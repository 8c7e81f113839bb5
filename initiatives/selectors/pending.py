"""What waits for a person among initiatives."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from councils.enums import ItemOutcome, SessionState
from councils.models import AgendaItem
from initiatives.content import LABELS
from initiatives.enums import InitiativeState as S
from initiatives.models import Author, Initiative
from initiatives.models.initiative import WAITING
from initiatives.rules import EDITABLE
from initiatives.selectors.completeness import TEXTS
from portal.core.work import Work
from units.enums import Role

MOST = 50
OFFICERS = (Role.GRASSROOTS_OFFICER, Role.EMULATION_OFFICER)
CHECKED = (S.SUBMITTED, S.RECEIPT_CHECK, S.ACCEPTED)


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return what waits for ``actor``, soonest due first; two queries."""
    work = [*_as_author(actor), *_as_official(actor)]
    return sorted(work, key=lambda one: (one.due_on is None, one.due_on or day, one.title))[:MOST]


def count_pending(campaign_id: int) -> int:
    """Return how many initiatives handed in to a campaign have no outcome yet."""
    return Initiative.objects.filter(campaign=campaign_id, state__in=(*CHECKED, S.RETURNED, S.UNDER_REVIEW)).count()


def _as_author(actor: Any) -> Iterator[Work]:
    mine = Author.objects.filter(initiative=OuterRef("pk"), member=actor.member_id)
    open_ones = (
        Initiative.objects.written_by(actor)
        .filter(state__in=EDITABLE)
        .annotate(my_share=Subquery(mine.values("share")), my_answer=Subquery(mine.values("confirmed_at")))
        .defer("search", "sketch")
        .order_by("return_due_on", "-saved_at", "pk")[:MOST]
    )
    for initiative in open_ones:
        if initiative.my_share is not None and initiative.my_answer is None:
            yield _to_confirm(initiative)
        elif actor.member_id == initiative.lead_id or actor.pk == initiative.drafted_by_id:
            yield _to_complete(initiative)


def _to_confirm(initiative: Any) -> Work:
    return Work(
        title=_named(initiative),
        detail=_("%(names)s ghi cho bạn %(share)d%%. Bạn xác nhận thì hồ sơ mới nộp được.")
        % {"names": initiative.author_names.partition(",")[0], "share": initiative.my_share},
        url=reverse("initiatives:detail", args=[initiative.pk]),
        verb=_("Xác nhận tỷ lệ"),
        due_on=initiative.return_due_on,
    )


def _to_complete(initiative: Any) -> Work:
    url = reverse("initiatives:edit", args=[initiative.pk])
    if initiative.state == S.RETURNED:
        detail = _("Trả lại: %(reason)s") % {"reason": initiative.return_reason}
        return Work(_named(initiative), detail, url, _("Bổ sung"), due_on=initiative.return_due_on)
    missing = [str(LABELS[name]).lower() for name in TEXTS if not getattr(initiative, name)]
    said = _("Bản nháp, còn thiếu: %(parts)s.") % {"parts": ", ".join(missing)}
    return Work(_named(initiative), said if missing else _("Bản nháp chưa nộp."), url, _("Viết tiếp"))


def _named(initiative: Any) -> str:
    return str(initiative) or _("Sáng kiến chưa đặt tên")


def _as_official(actor: Any) -> Iterator[Work]:
    officer = [held.unit_id for held in actor.assignments if held.role in OFFICERS]
    leader = [held.unit_id for held in actor.assignments if held.role == Role.LEADER]
    if not officer and not leader:
        return
    said = AgendaItem.objects.filter(
        subject_type=Initiative._meta.label_lower,
        subject_id=OuterRef("pk"),
        session__state=SessionState.CLOSED,
        outcome__in=(ItemOutcome.PASSED, ItemOutcome.FAILED),
    ).order_by("-session__closed_at", "-pk")
    theirs = Initiative.objects.filter(owner_key__in={*officer, *leader}, state__in=WAITING)
    decided = Q(state=S.UNDER_REVIEW) & Q(Exists(said))
    waiting = (
        theirs.filter(Q(state__in=CHECKED, owner_key__in=officer) | decided)
        .annotate(result=Subquery(said.values("outcome")[:1]))
        .only("code", "title", "state", "author_names", "answer_due_on", "owner_key")
        .order_by("answer_due_on", "pk")
    )
    if actor.member_id is not None:
        waiting = waiting.exclude(pk__in=Author.objects.filter(member=actor.member_id).values("initiative"))
    for initiative in waiting[:MOST]:
        if work := _official_work(initiative, leads=initiative.owner_key in leader):
            yield work


def _official_work(initiative: Any, *, leads: bool) -> Work | None:
    passed = initiative.result == ItemOutcome.PASSED
    if initiative.state == S.UNDER_REVIEW and passed and not leads:
        return None
    verbs = {
        S.SUBMITTED: (_("Tiếp nhận"), _("Vừa nộp")),
        S.RECEIPT_CHECK: (_("Kiểm tra"), _("Đang kiểm tra hồ sơ")),
        S.ACCEPTED: (_("Đưa vào phiên"), _("Hợp lệ, chờ Hội đồng")),
        S.UNDER_REVIEW: (_("Ký công nhận"), _("Hội đồng đã thông qua"))
        if passed
        else (_("Kết luận"), _("Hội đồng không thông qua")),
    }
    verb, state = verbs[S(initiative.state)]
    page = "recognise" if passed and initiative.state == S.UNDER_REVIEW else "detail"
    return Work(
        title=_named(initiative),
        detail=f"{initiative.author_names}. {state}.",
        url=reverse(f"initiatives:{page}", args=[initiative.pk]),
        verb=verb,
        due_on=initiative.answer_due_on,
        legal=page == "recognise",
    )
