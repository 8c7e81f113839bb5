"""What of commendation waits for a person: a fixed number of queries, the soonest due first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.enums import BatchState, CertificateState, DecisionState, NominationState, ObjectionState
from awards.models import Batch, Certificate, Decision, Nomination, Objection
from awards.rules import OFFICERS
from portal.core.work import Work
from units.enums import Level, Role

MOST = 50
FAR = date.max


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return what waits for ``actor`` in commendation."""
    found = [*_to_prepare(actor), *_to_appraise(actor), *_to_run(actor), *_objections(actor), *_papers(actor)]
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


def _to_prepare(actor: Any) -> Iterator[Work]:
    units = _units(actor, *OFFICERS)
    if not units:
        return
    waiting = Nomination.objects.filter(
        Q(unit__in=units) | Q(grassroots__in=units) | Q(proposed_by=actor),
        state__in=[NominationState.DRAFT, NominationState.UNIT_REVIEWED, NominationState.RETURNED],
    )
    verbs = {
        NominationState.DRAFT: _("Hoàn thiện"),
        NominationState.UNIT_REVIEWED: _("Trình"),
        NominationState.RETURNED: _("Bổ sung"),
    }
    for row in waiting.select_related("award_type", "member", "subject_unit").order_by("return_due_on", "-pk")[:MOST]:
        yield Work(
            title=_("Đề nghị khen %(name)s") % {"name": row.subject_name},
            detail=row.return_reason if row.state == NominationState.RETURNED else row.award_type.name,
            url=reverse("awards:nomination", args=[row.pk]),
            verb=verbs[NominationState(row.state)],
            due_on=row.return_due_on,
        )


def _to_appraise(actor: Any) -> Iterator[Work]:
    units = _running(actor)
    if not units:
        return
    waiting = Nomination.objects.filter(
        Q(state=NominationState.SUBMITTED) | Q(state=NominationState.APPRAISING, appraised_at__isnull=True),
        deciding_unit__in=units,
    ).exclude(proposed_by=actor)
    rows = waiting.select_related("award_type", "member", "subject_unit", "unit")
    for row in rows.order_by("due_on", "pk")[:MOST]:
        new = row.state == NominationState.SUBMITTED
        yield Work(
            title=_("Hồ sơ khen %(name)s") % {"name": row.subject_name},
            detail=f"{row.award_type.name} · {row.unit.short_name}",
            url=reverse("awards:nomination", args=[row.pk]),
            verb=_("Tiếp nhận") if new else _("Thẩm định"),
            due_on=row.due_on,
        )


def _to_run(actor: Any) -> Iterator[Work]:
    units = _running(actor)
    if not units:
        return
    verbs = {
        BatchState.GATHERING: _("Công khai"),
        BatchState.COUNCIL_READY: _("Đưa ra Hội đồng"),
        BatchState.IN_COUNCIL: _("Nhận kết quả"),
        BatchState.COUNCIL_DONE: _("Lập dự thảo"),
    }
    waiting = Batch.objects.filter(deciding_unit__in=units, state__in=list(verbs)).select_related("award_type")
    for row in waiting.order_by("pk")[:MOST]:
        yield Work(
            title=row.title,
            detail=f"{row.award_type.name} · {row.get_state_display()}",
            url=reverse("awards:batch", args=[row.pk]),
            verb=verbs[BatchState(row.state)],
        )
    returned = Decision.objects.filter(unit__in=units, state=DecisionState.DRAFT).exclude(return_reason="")
    for decision in returned.order_by("pk")[:MOST]:
        yield Work(
            title=_("Dự thảo bị trả lại: %(subject)s") % {"subject": decision.subject},
            detail=decision.return_reason,
            url=reverse("awards:decision", args=[decision.pk]),
            verb=_("Sửa"),
        )


def _objections(actor: Any) -> Iterator[Work]:
    units = {*_running(actor), *_units(actor, Role.INSPECTOR)}
    if not units:
        return
    rows = Objection.objects.filter(state=ObjectionState.OPEN, batch__deciding_unit__in=units).select_related("batch")
    for row in rows.order_by("batch__notice_until", "pk")[:MOST]:
        yield Work(
            title=_("Ý kiến về “%(title)s”") % {"title": row.batch.title},
            detail=row.text[:160],
            url=reverse("awards:answer", args=[row.pk]),
            verb=_("Trả lời"),
            due_on=row.batch.notice_until,
        )


def _papers(actor: Any) -> Iterator[Work]:
    clerk, leader = _units(actor, Role.CLERK), _units(actor, Role.LEADER)
    if not clerk and not leader:
        return
    wanted = Q(unit__in=clerk, state__in=[DecisionState.DRAFT, DecisionState.NUMBERED]) | Q(
        unit__in=leader, state=DecisionState.LEGAL_CHECKED
    )
    waiting = Decision.objects.filter(wanted).select_related("batch")
    for row in waiting.order_by("drafted_at", "pk")[:MOST]:
        yield _paper_work(row)
    if clerk:
        planned = Certificate.objects.filter(unit__in=clerk, state=CertificateState.PLANNED).count()
        if planned:
            title = _("%(count)d bằng, giấy chờ in") % {"count": planned}
            yield Work(
                title, _("In, ký đóng dấu rồi trao."), reverse("awards:certificates") + "?trang_thai=planned", _("In")
            )


def _paper_work(decision: Decision) -> Work:
    page = reverse("awards:decision", args=[decision.pk])
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
