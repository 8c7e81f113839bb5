"""Reading a dossier: where it is, what it says, what it looks like beside another."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives import selectors
from initiatives.content import FIELDS, LABELS, content_of, differences, shown
from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.rules import EDITABLE, RECOGNISED, may_write
from initiatives.views.drawing import content_lines, draw_photos, draw_similar, draw_steps
from initiatives.views.steps import list_actions
from portal.core.permissions import allowed, require

CONCLUSIONS = ("receive", "accept", "return", "reject")
CHECKING = (InitiativeState.SUBMITTED, InitiativeState.RECEIPT_CHECK)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One initiative: whose turn it is, its way so far, what it says."""
    actor: Any = request.user
    initiative = selectors.get_initiative(pk, actor=actor)
    if not allowed(actor, "initiatives.read_content", initiative):
        return render(request, "initiatives/closed.html", {"initiative": initiative})
    authors = list(initiative.authors.all())
    mine = next((author for author in authors if author.member_id == actor.member_id), None)
    for_author = mine is not None or actor.pk == initiative.drafted_by_id
    # Who does not handle it sees what was recognised, not the way there.
    follows = for_author or initiative.state not in RECOGNISED or _handles(actor, initiative)
    context = _whole(initiative) | {
        "authors": authors,
        "mine": mine,
        "for_author": for_author,
        "may_write": may_write(actor, initiative),
        "to_confirm": mine if mine and mine.confirmed_at is None and initiative.state in EDITABLE else None,
        "follows": follows,
        "checking": initiative.state in CHECKING and allowed(actor, "initiatives.check_initiative", initiative),
        "actions": list_actions(initiative, actor=actor) if follows else [],
    }
    if follows:
        context |= _way(initiative, actor, for_author=for_author)
    return render(request, "initiatives/detail.html", context)


def _handles(actor: Any, initiative: Initiative) -> bool:
    return any(
        allowed(actor, f"initiatives.{name}", initiative)
        for name in ("check_initiative", "recognise_initiative", "recognise_upper")
    )


def _whole(initiative: Initiative) -> dict[str, Any]:
    return {
        "initiative": initiative,
        "lines": content_lines(initiative),
        "photos": draw_photos(initiative, selectors.list_attachments(initiative)),
        "recognitions": selectors.list_recognitions(initiative) if initiative.recognised_on else [],
    }


def _way(initiative: Initiative, actor: Any, *, for_author: bool) -> dict[str, Any]:
    day = timezone.localdate()
    missing = selectors.missing_parts(initiative, day=day) if initiative.state == InitiativeState.DRAFT else {}
    marks = selectors.list_steps(initiative, for_author=for_author)
    since = next((mark.at for mark in reversed(marks) if mark.at), None)
    # While it is being written it is the turn of who writes, not of every author.
    theirs = may_write(actor, initiative) if initiative.state in EDITABLE else for_author
    return {
        "turn": selectors.whose_turn(initiative, day=day, for_author=theirs, since=since, missing=missing),
        "steps": draw_steps(initiative, marks),
    }


def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The official's desk: the dossier, what to look at twice, what it resembles, and the three ways on."""
    initiative = selectors.get_initiative(pk, actor=request.user)
    require(request.user, "initiatives.check_initiative", initiative)
    found = selectors.similar_to(initiative)
    actions = list_actions(initiative, actor=request.user)
    context = _whole(initiative) | {
        "authors": list(initiative.authors.all()),
        "doubts": selectors.list_doubts(initiative, day=timezone.localdate()),
        "similar": draw_similar(initiative, found),
        "received": initiative.state == InitiativeState.RECEIPT_CHECK,
        "actions": [action for action in actions if action["name"] in CONCLUSIONS],
        "verify": next((action for action in actions if action["name"] == "verify"), None),
    }
    return render(request, "initiatives/check.html", context)


def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What was handed in at one time, beside the time before."""
    initiative = selectors.get_initiative(pk, actor=request.user)
    require(request.user, "initiatives.read_content", initiative)
    versions = {one.number: one for one in selectors.list_versions(initiative)}
    if number not in versions:
        raise Http404
    one, before = versions[number], versions.get(number - 1)
    rows = [
        {"label": label, "left": left, "right": right, "other": True}
        for label, left, right in differences(before.content if before else {}, one.content)
    ]
    context = {"initiative": initiative, "version": one, "before": before, "rows": rows, "versions": list(versions)}
    return render(request, "initiatives/version.html", context)


def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two initiatives side by side; the other one only if the portal itself found it similar."""
    actor: Any = request.user
    initiative = selectors.get_initiative(pk, actor=actor)
    checks = allowed(actor, "initiatives.check_initiative", initiative)
    if not (checks or may_write(actor, initiative)):
        raise PermissionDenied(_("Chỉ tác giả và cán bộ kiểm tra hồ sơ này mới so sánh được."))
    one = next((one for one in selectors.similar_to(initiative) if one.initiative.pk == other), None)
    if one is None:
        raise Http404
    theirs = selectors.get_compared(other)
    # The text of others is open to their own officials, and to everyone once it is recognised.
    whole = allowed(actor, "initiatives.read_content", theirs) or (checks and not theirs.confidential)
    context = {"initiative": initiative, "other": theirs, "found": one, "whole": whole}
    return render(request, "initiatives/compare.html", context | {"rows": _rows(initiative, theirs) if whole else []})


def _rows(mine: Initiative, theirs: Initiative) -> list[dict[str, Any]]:
    left, right = content_of(mine), content_of(theirs)
    pairs = (
        (name, shown(left, name), shown(right, name)) for name in FIELDS if name not in {"confidential", "has_value"}
    )
    return [
        {"label": LABELS[name], "left": one, "right": two, "other": one != two}
        for name, one, two in pairs
        if one or two
    ]
