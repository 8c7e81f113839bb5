"""Nominations: the list, one dossier, its papers and ratings."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from awards.enums import NominationState
from awards.forms import FilterForm, PaperForm, RatingForm
from awards.models import Nomination
from awards.rules import OFFICERS
from awards.selectors.checks import check_nomination
from awards.selectors.law import papers_for
from awards.selectors.nominations import (
    Filters,
    badge_of,
    get_nomination,
    is_official_of,
    list_nominations,
    whose_turn,
)
from awards.services.appraisal import rate_year
from awards.services.nominations import EDITABLE, attach_paper, missing_parts, remove_paper
from awards.states import STEPS
from awards.views.drawing import draw_history, draw_verdict, nomination_stages
from awards.views.steps import list_actions
from portal.core import audit
from portal.core.files import response
from portal.core.forms import apply
from portal.core.permissions import allowed, require
from units.models import Member

WITH_UNIT = EDITABLE | {NominationState.UNIT_REVIEWED}
# Before receipt the law of today is shown; afterwards the judgement of the appraisal stands.
LIVE_CHECK = WITH_UNIT | {NominationState.SUBMITTED, NominationState.APPRAISING}
WORDS = {step.name: step.label for step in STEPS} | {
    "nomination.propose": gettext_lazy("Lập đề nghị"),
    "nomination.appraise": gettext_lazy("Thẩm định đạt"),
    "nomination.gather": gettext_lazy("Vào đợt khen"),
    "nomination.take_out": gettext_lazy("Rút khỏi đợt khen"),
    "nomination.allow_over_quota": gettext_lazy("Cho vượt số lượng"),
}


def nominations(request: HttpRequest) -> HttpResponse:
    """List the nominations of one's branches and units."""
    user: Any = request.user
    form = FilterForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    filters = Filters(
        state=data.get("trang_thai", ""),
        year=data.get("nam"),
        text=data.get("q", "").strip(),
        to_decide=request.GET.get("cho") == "toi",
    )
    page = list_nominations(user, filters=filters, after=request.GET.get("sau", ""))
    rows = [(row, *badge_of(row, user)) for row in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "query": without_cursor(request),
        "filtered": any([filters.state, filters.year, filters.text, filters.to_decide]),
        "may_propose": user.holds(*OFFICERS),
        "tab": "nominations",
    }
    return render(request, "awards/list.html", context)


def without_cursor(request: HttpRequest) -> str:
    """Return the query of a list without its place in it."""
    values = request.GET.copy()
    values.pop("sau", None)
    return values.urlencode()


def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dossier: where it stands, why it may or may not, what it rests on."""
    user: Any = request.user
    record = get_nomination(pk, actor=user)
    official = is_official_of(record, user)
    word, badge = badge_of(record, user)
    today = timezone.localdate()
    context = {
        "nomination": record,
        "official": official,
        "word": word,
        "badge": badge,
        "stages": nomination_stages(record.state) if official else [],
        "actions": _actions(record, user) if official else [],
        "turn": whose_turn(record, day=today) if official else None,
        "history": draw_history(audit.history(record), WORDS) if official else [],
        **(_official_parts(record, user, today) if official else {}),
    }
    return render(request, "awards/nomination.html", context)


def _actions(record: Nomination, user: Any) -> list[dict[str, Any]]:
    """What was found once may be put down anew, but is no longer the next thing to do."""
    actions = list_actions("nomination", record, user, leave_out=_hidden(record))
    again = {"label": _("Ghi lại kết quả thẩm định"), "kind": "quiet"}
    return [action | again if action["name"] == "appraise" and record.appraised_at else action for action in actions]


def _hidden(record: Nomination) -> frozenset[str]:
    """Steps that the state allows but that have nothing to act on."""
    hidden = set()
    if record.batch_id is None:
        hidden |= {"take_out", "decline"}
    else:
        hidden |= {"appraise", "return", "reject"}
    if record.check_result.get("verdict") != "quota_exceeded" or record.over_quota_by_id:
        hidden.add("over_quota")
    return frozenset(hidden)


def _official_parts(record: Nomination, user: Any, today: Any) -> dict[str, Any]:
    with_unit = record.state in WITH_UNIT and allowed(user, "awards.prepare_nomination", record)
    result = check_nomination(record, as_of=today).as_json() if record.state in LIVE_CHECK else record.check_result
    papers = papers_for(record.award_type, merit=record.merit, on=today)
    codes = [(paper.code, paper.name) for paper in papers if not paper.made_by_portal] + [("other", _("Giấy tờ khác"))]
    return {
        "verdict": draw_verdict(result),
        "missing": missing_parts(record, today=today) if record.state in WITH_UNIT else {},
        "editable": record.state in EDITABLE and with_unit,
        "with_unit": with_unit,
        "papers": papers,
        "paper_form": PaperForm(codes=codes) if with_unit else None,
        "rating_form": RatingForm(initial={"year": record.year}) if with_unit else None,
    }


@require_POST
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a paper of the dossier."""
    user: Any = request.user
    record = get_nomination(pk, actor=user)
    require(user, "awards.prepare_nomination", record)
    papers = papers_for(record.award_type, merit=record.merit, on=timezone.localdate())
    codes = [(paper.code, paper.name) for paper in papers] + [("other", _("Giấy tờ khác"))]
    form = PaperForm(request.POST, request.FILES, codes=codes)
    if form.is_valid():
        data = form.cleaned_data
        apply(form, lambda: attach_paper(record, data["upload"], actor=user, at=timezone.now(), code=data["code"]))
    for sentences in form.errors.values():
        messages.error(request, " ".join(str(sentence) for sentence in sentences))
    return redirect("awards:nomination", pk)


@require_POST
def drop_paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Take a paper out of the dossier."""
    user: Any = request.user
    record = get_nomination(pk, actor=user)
    require(user, "awards.prepare_nomination", record)
    paper = get_object_or_404(record.papers.select_related("file", "nomination"), pk=paper_pk)
    remove_paper(paper, actor=user, at=timezone.now())
    return redirect("awards:nomination", pk)


def paper_file(request: HttpRequest, pk: int, paper_pk: int) -> FileResponse:
    """Hand out a paper to those who may open the dossier."""
    record = get_nomination(pk, actor=request.user)
    paper = get_object_or_404(record.papers.select_related("file"), pk=paper_pk)
    return response(paper.file, inline=paper.file.content_type.startswith(("image/", "application/pdf")))


def set_rating(request: HttpRequest, pk: int) -> HttpResponse:
    """Put down how the nominee was rated in a year."""
    user: Any = request.user
    record = get_nomination(pk, actor=user)
    require(user, "awards.prepare_nomination", record)
    subject = record.member or record.subject_unit
    form = RatingForm(request.POST or None, initial={"year": record.year})
    if form.is_valid() and subject is not None:
        data = form.cleaned_data
        if apply(form, lambda: rate_year(subject, actor=user, at=timezone.now(), **data)):
            messages.success(request, _("Đã ghi xếp loại năm %(year)d.") % {"year": data["year"]})
            return redirect("awards:nomination", pk)
    title = _("Ghi xếp loại của %(name)s") % {"name": record.subject_name}
    context = {"nomination": record, "form": form, "title": title, "is_person": isinstance(subject, Member)}
    return render(request, "awards/rating.html", context, status=422 if form.errors else 200)
