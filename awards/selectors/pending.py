"""What of commendation waits for a person: a fixed number of queries, the soonest due first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.enums import BatchState, CertificateState, DecisionState, NominationState, ObjectionState
from awards.models import Batch, Certificate, Decision, Nomination, Objection
from awards.rules import OFFICERS
from portal.core.work import Work
from units.enums import Level, Role

IN_HAND = (NominationState.DRAFT, NominationState.UNIT_REVIEWED, NominationState.RETURNED)
MOST = 50
FAR = date.max


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return what waits for ``actor`` in commendation."""
    found = [*_nominations(actor), *_batches(actor), *_objections(actor), *_papers(actor), *_to_print(actor)]
    return sorted(found, key=lambda work: work.due_on or FAR)[:MOST]


def _units(actor: Any, *roles: str) -> list[int]:
    return [held.unit_id for held in actor.assignments if held.role in roles]


def _running(actor: Any) -> list[int]:
    """Units whose awards the person runs: see ``rules.runs_awards``."""
    return [
        held.unit_id
        for held in actor.assignments
        if held.role == Role.EMULATION_OFFICER
        or (held.role == Role.GRASSROOTS_OFFICER and held.unit.level >= Level.GRASSROOTS)
    ]


def _nominations(actor: Any) -> Iterator[Work]:
    """Those that the unit still works on, and those that wait to be appraised."""
    own, deciding = _units(actor, *OFFICERS), _running(actor)
    if not own:
        return
    in_hand = Q(Q(unit__in=own) | Q(grassroots__in=own) | Q(proposed_by=actor), state__in=list(IN_HAND))
    new = Q(state=NominationState.SUBMITTED) | Q(state=NominationState.APPRAISING, appraised_at__isnull=True)
    sent = Q(new, deciding_unit__in=deciding) & ~_took_part(actor)
    due = Case(When(state__in=list(IN_HAND), then="return_due_on"), default="due_on")
    rows = Nomination.objects.filter(in_hand | sent).annotate(
        due=due, award=F("award_type__name"), sender=F("unit__short_name"),
        name=Coalesce("member__full_name", "subject_unit__name"),
    )  # fmt: skip
    rows = rows.order_by(F("due").asc(nulls_last=True), "-pk")
    for row in rows.values("pk", "state", "due", "award", "sender", "name", "return_reason")[:MOST]:
        yield _nomination(row)


def _took_part(actor: Any) -> Q:
    """What the rules would refuse them to appraise: proposed, prepared, or about themselves."""
    took_part = Q(proposed_by=actor) | Q(preparer_ids__contains=[actor.pk])
    return took_part | Q(member=actor.member_id) if actor.member_id is not None else took_part


def _nomination(row: dict[str, Any]) -> Work:
    if row["state"] in IN_HAND:
        title = _("Đề nghị khen %(name)s") % row
        detail = row["return_reason"] if row["state"] == NominationState.RETURNED else row["award"]
        verb = {
            NominationState.DRAFT: _("Hoàn thiện"),
            NominationState.UNIT_REVIEWED: _("Trình"),
            NominationState.RETURNED: _("Bổ sung"),
        }[row["state"]]
    else:
        title = _("Hồ sơ khen %(name)s") % row
        detail = f"{row['award']} · {row['sender']}"
        verb = _("Tiếp nhận") if row["state"] == NominationState.SUBMITTED else _("Thẩm định")
    return Work(title, detail, reverse("awards:nomination", args=[row["pk"]]), verb, due_on=row["due"])


def _batches(actor: Any) -> Iterator[Work]:
    units = _running(actor)
    if not units:
        return
    verbs = {
        BatchState.GATHERING: _("Công khai"),
        BatchState.COUNCIL_READY: _("Đưa ra Hội đồng"),
        BatchState.IN_COUNCIL: _("Nhận kết quả"),
        BatchState.COUNCIL_DONE: _("Lập dự thảo"),
    }
    waiting = Batch.objects.filter(deciding_unit__in=units, state__in=list(verbs)).order_by("pk")
    for row in waiting.values("pk", "title", "state", award=F("award_type__name"))[:MOST]:
        state = BatchState(row["state"])
        detail = f"{row['award']} · {state.label}"
        yield Work(row["title"], detail, reverse("awards:batch", args=[row["pk"]]), verbs[state])


def _objections(actor: Any) -> Iterator[Work]:
    units = {*_running(actor), *_units(actor, Role.INSPECTOR)}
    if not units:
        return
    rows = Objection.objects.filter(state=ObjectionState.OPEN, batch__deciding_unit__in=units).select_related("batch")
    rows = rows.exclude(made_by=actor)
    if actor.member_id is not None:
        rows = rows.exclude(batch__nominee_ids__contains=[actor.member_id])
    for row in rows.order_by("batch__notice_until", "pk")[:MOST]:
        yield Work(
            title=_("Ý kiến về “%(title)s”") % {"title": row.batch.title},
            detail=row.text[:160],
            url=reverse("awards:answer", args=[row.pk]),
            verb=_("Trả lời"),
            due_on=row.batch.notice_until,
        )


def _papers(actor: Any) -> Iterator[Work]:
    """Drafts of decisions: those sent back to who wrote them, to check and to publish, to sign."""
    writer, clerk, leader = _running(actor), _units(actor, Role.CLERK), _units(actor, Role.LEADER)
    if not (writer or clerk or leader):
        return
    wanted = (
        Q(~Q(return_reason=""), unit__in=writer, state=DecisionState.DRAFT)
        | Q(unit__in=clerk, state__in=[DecisionState.DRAFT, DecisionState.NUMBERED])
        | Q(unit__in=leader, state=DecisionState.LEGAL_CHECKED)
    )
    waiting = Decision.objects.filter(wanted).select_related("batch").order_by("drafted_at", "pk")
    shown = ("subject", "state", "symbol", "decided_on", "return_reason", "unit", "batch__title")
    for row in waiting.only(*shown)[:MOST]:
        yield _paper_work(row, writes=row.unit_id in writer)


def _to_print(actor: Any) -> Iterator[Work]:
    clerk = _units(actor, Role.CLERK)
    planned = Certificate.objects.filter(unit__in=clerk, state=CertificateState.PLANNED).count() if clerk else 0
    if planned:
        title = _("%(count)d bằng, giấy chờ in") % {"count": planned}
        page = reverse("awards:certificates") + "?trang_thai=planned"
        yield Work(title, _("In, ký đóng dấu rồi trao."), page, _("In"))


def _paper_work(decision: Decision, *, writes: bool) -> Work:
    page = reverse("awards:decision", args=[decision.pk])
    if writes and decision.state == DecisionState.DRAFT and decision.return_reason:
        title = _("Dự thảo bị trả lại: %(subject)s") % {"subject": decision.subject}
        return Work(title, decision.return_reason, page, _("Sửa"))
    if decision.state == DecisionState.LEGAL_CHECKED:
        sign = reverse("awards:approve", args=[decision.pk])
        detail = _of_batch(decision, _("Đã rà soát thể thức, chờ bạn ký."))
        return Work(decision.subject, detail, sign, _("Xem và ký"), legal=True)
    if decision.state == DecisionState.NUMBERED:
        detail = _of_batch(decision, decision.symbol)
        return Work(decision.subject, detail, page, _("Công bố"), due_on=decision.decided_on)
    return Work(decision.subject, _of_batch(decision, _("Dự thảo chờ rà soát thể thức.")), page, _("Rà soát"))


def _of_batch(decision: Decision, words: str) -> str:
    """The subjects of decisions read alike; the batch tells them apart."""
    return f"{decision.batch.title} · {words}" if decision.batch else words
