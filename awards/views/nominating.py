"""Starting a nomination: whom, for what, and whether the law allows it, before anything is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.eligibility.load import Subject
from awards.enums import Merit, SubjectKind
from awards.forms import NominationForm
from awards.rules import OFFICERS
from awards.selectors.checks import check_subject
from awards.selectors.law import award_types_for
from awards.selectors.nominations import get_nomination, initiatives_for
from awards.services.nominations import Proposal, change_nomination, propose
from awards.views.drawing import draw_verdict
from campaigns.selectors import campaigns_to_name
from portal.core.forms import apply
from portal.core.permissions import require
from units.enums import Level
from units.models import Assignment, Member, Unit
from units.selectors import find_members, get_person, union_of, units_named

MOST = 20


def nominate(request: HttpRequest) -> HttpResponse:
    """Choose the person or collective, then fill in the rest; the verdict stands beside the form."""
    user: Any = request.user
    member, unit = _chosen(request)
    if member is None and unit is None:
        return _choose(request)
    home = _home(member, unit)
    require(user, "awards.propose_for_unit", home)
    form = _form(request, member, unit, user)
    asked_only = request.POST.get("then") == "check"
    if form.is_valid() and not asked_only:
        proposal = _proposal(form.cleaned_data, member, unit)
        made: list[Any] = []
        if apply(form, lambda: made.append(propose(home, actor=user, at=timezone.now(), proposal=proposal))):
            messages.success(request, _("Đã lập đề nghị. Ghi kết quả bình xét rồi trình."))
            return redirect("awards:nomination", made[0].pk)
    context = {
        "form": form,
        "member": member,
        "unit": unit,
        "home": home,
        "verdict": _verdict(form, member, unit),
        "title": _("Đề nghị khen thưởng"),
    }
    return render(request, "awards/nominate.html", context, status=422 if form.errors and not asked_only else 200)


def check(request: HttpRequest) -> HttpResponse:
    """Return the verdict on what the form says now, for the page to swap in."""
    user: Any = request.user
    member, unit = _chosen(request)
    if member is None and unit is None:
        return HttpResponse(status=204)
    require(user, "awards.propose_for_unit", _home(member, unit))
    form = _form(request, member, unit, user)
    return render(request, "awards/_verdict.html", {"verdict": _verdict(form, member, unit)})


def _choose(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    text = request.GET.get("q", "").strip()
    mine = [held for held in user.assignments if held.role in OFFICERS]
    branches = [held.unit for held in mine]
    members: list[Member] = []
    units: list[Unit] = []
    if text:
        members = [row for held in mine for row in _members_named(text, held)][:MOST]
        units = [row for held in mine for row in _units_named(text, held)][:MOST]
    context = {
        "text": text,
        "members": list(dict.fromkeys(members)),
        "units": list(dict.fromkeys(units)),
        "may": bool(branches),
        "mine": [branch for branch in branches if branch.level <= Level.GRASSROOTS],
    }
    return render(request, "awards/choose.html", context, status=200)


def _members_named(text: str, held: Assignment) -> list[Member]:
    return find_members(text, under=held.unit, alone=not held.whole_branch).rows[:MOST]


def _units_named(text: str, held: Assignment) -> list[Unit]:
    return [unit for unit in units_named(text, under=held.unit)[:MOST] if held.covers(unit)]


def _chosen(request: HttpRequest) -> tuple[Member | None, Unit | None]:
    values = request.POST if request.method == "POST" else request.GET
    person, collective = values.get("nguoi", ""), values.get("tap_the", "")
    if person.isdecimal():
        return get_person(int(person)), None
    if collective.isdecimal():
        return None, get_object_or_404(Unit, pk=int(collective))
    return None, None


def _home(member: Member | None, unit: Unit | None) -> Unit:
    """Return the unit that proposes: the grassroots union of the person, or the collective's own."""
    if member is not None:
        home: Unit = member.grassroots or member.unit
        return home
    assert unit is not None  # noqa: S101 - one of the two was chosen
    return union_of(unit)


def _form(request: HttpRequest, member: Member | None, unit: Unit | None, user: Any) -> NominationForm:
    today = timezone.localdate()
    kind = SubjectKind.PERSON if member is not None else SubjectKind.COLLECTIVE
    values = request.POST if request.method == "POST" else (request.GET if "award_type" in request.GET else None)
    return NominationForm(
        values,
        initial={"year": today.year, "merit": Merit.YEARLY},
        awards=award_types_for(on=today, subject_kind=kind),
        campaigns=campaigns_to_name(user),
        initiatives=initiatives_for(member, unit=unit),
    )


def _proposal(data: dict[str, Any], member: Member | None, unit: Unit | None) -> Proposal:
    return Proposal(
        award_type=data["award_type"],
        year=data["year"],
        member=member,
        subject_unit=unit,
        merit=data["merit"],
        campaign=data["campaign"],
        achievement=data["achievement"],
        initiatives=tuple(data["initiatives"]),
    )


def _verdict(form: NominationForm, member: Member | None, unit: Unit | None) -> dict[str, Any]:
    """Judge what is filled in so far; nothing, while the award is not chosen."""
    form.is_valid()
    data = getattr(form, "cleaned_data", {})
    if not data.get("award_type") or not data.get("year"):
        return {}
    today = timezone.localdate()
    subject = Subject(
        key=0,
        award_type=data["award_type"],
        year=data["year"],
        received_on=today,
        member_id=member.pk if member else None,
        unit_id=unit.pk if unit else None,
        merit=data.get("merit", Merit.YEARLY),
        evidence=frozenset(row.pk for row in data.get("initiatives", [])),
    )
    return draw_verdict(check_subject(subject, as_of=today).as_json())


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words and the evidence of a draft or returned dossier."""
    user: Any = request.user
    record = get_nomination(pk, actor=user)
    require(user, "awards.prepare_nomination", record)
    form = NominationForm(
        request.POST or None,
        initial={
            "version": record.version,
            "campaign": record.campaign_id,
            "achievement": record.achievement,
            "initiatives": [row.pk for row in record.initiatives.all()],
        },
        awards=award_types_for(on=timezone.localdate()),
        campaigns=campaigns_to_name(user),
        initiatives=initiatives_for(record.member, unit=record.subject_unit),
        fixed=True,
    )
    if form.is_valid() and apply(form, lambda: _save(record, form.cleaned_data, user)):
        messages.success(request, _("Đã lưu hồ sơ."))
        return redirect("awards:nomination", pk)
    context = {"form": form, "nomination": record, "title": _("Sửa hồ sơ đề nghị")}
    return render(request, "awards/edit.html", context, status=422 if form.errors else 200)


def _save(record: Any, data: dict[str, Any], user: Any) -> None:
    change_nomination(
        record,
        actor=user,
        at=timezone.now(),
        achievement=data["achievement"],
        initiatives=data["initiatives"],
        campaign=data["campaign"],
        seen_version=data["version"],
    )
