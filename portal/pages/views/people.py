"""The page of a member, and each person's own data."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.core.forms import apply
from portal.core.paging import page_by_key
from portal.core.permissions import allowed
from portal.pages.people import authorships_of, figures_of, purpose_of, seats_of, take_own_data
from units import selectors, services
from units.forms.members import CorrectionForm
from units.models import Member
from units.personal import CONSENT_TEXTS, CONSENT_VERSION, LABELS, needs_of


def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a member: facts, where they belonged when, posts, what stands behind them in the other apps."""
    user: Any = request.user
    return _page(request, selectors.get_person_for(pk, actor=user))


@require_POST
def open_personal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a member with the personal data a purpose needs; the look is on record."""
    user: Any = request.user
    found = selectors.get_person_for(pk, actor=user)
    purpose = request.POST.get("purpose", "")
    if not purpose:
        return _page(request, found, problem=_("Chọn mục đích xem."))
    facts = services.open_personal(found, actor=user, at=timezone.now(), purpose=purpose)
    return _page(request, found, personal=facts, purpose=purpose)


def _page(
    request: HttpRequest, found: Member, *, personal: dict[str, Any] | None = None, purpose: str = "", problem: str = ""
) -> HttpResponse:
    user: Any = request.user
    own = user.member_id == found.pk
    facts = selectors.personal_facts(found) if own else dict(personal or {})
    disciplines = facts.pop("disciplines", None)
    context = {
        "member": found,
        "own": own,
        "figures": figures_of(found),
        "stays": selectors.list_stays(found),
        "past": list(found.past_facts.order_by("-valid_to")),
        "posts": list(selectors.list_posts(found)),
        "seats": list(seats_of(found)),
        "authorships": list(authorships_of(found)[:5]),
        "personal": [(LABELS[name], value) for name, value in facts.items()],
        "disciplines": disciplines,
        "keeps_discipline": found.merged_into_id is None and allowed(user, "units.keep_discipline", found),
        "purpose": purpose,
        "needs": [] if own else needs_of(user, found.unit),
        "keeps": found.is_living and allowed(user, "units.manage_member", found),
        "problem": problem,
        "consent": selectors.consent_of(found),
    }
    return render(request, "units/member.html", context, status=422 if problem else 200)


def my_data(request: HttpRequest) -> HttpResponse:
    """Show a person what is kept of them, who looked at it, what they agreed to and asked for."""
    found = _own(request)
    facts = selectors.personal_facts(found)
    disciplines = facts.pop("disciplines")
    looks = page_by_key(selectors.list_looks(found), keys=("-pk",), after=request.GET.get("sau", ""), size=20)
    context = {
        "member": found,
        "personal": [(LABELS[name], value) for name, value in facts.items()],
        "disciplines": disciplines,
        "consent": selectors.consent_of(found),
        "consent_text": CONSENT_TEXTS[CONSENT_VERSION],
        "corrections": selectors.list_own_corrections(found),
        "looks": [
            {"at": line.at, "who": line.actor, "role": line.actor_role, "why": purpose_of(line)} for line in looks
        ],
        "next": looks.next,
    }
    return render(request, "pages/my_data.html", context)


@require_POST
def take_my_data(request: HttpRequest) -> HttpResponse:
    """Hand a person everything that is kept of them, as a file."""
    user: Any = request.user
    content = take_own_data(_own(request), actor=user, at=timezone.now())
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Give or withdraw one's consent to be named in public."""
    user: Any = request.user
    found = _own(request)
    if "give" in request.POST:
        services.give_consent(found, actor=user, at=timezone.now())
        messages.success(request, _("Đã ghi đồng ý."))
    else:
        services.withdraw_consent(found, actor=user, at=timezone.now())
        messages.success(request, _("Đã rút đồng ý."))
    return redirect("my_data")


def ask_correction(request: HttpRequest) -> HttpResponse:
    """Ask to have something put right in one's own record."""
    user: Any = request.user
    found = _own(request)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(
        form, lambda: services.request_correction(found, actor=user, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Đã gửi đề nghị tới cán bộ của đơn vị."))
        return redirect("my_data")
    return render(request, "pages/ask_correction.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def withdraw_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one asked for."""
    user: Any = request.user
    asked = get_object_or_404(_own(request).corrections.all(), pk=pk)
    services.withdraw_correction(asked, actor=user, at=timezone.now())
    messages.success(request, _("Đã rút đề nghị."))
    return redirect("my_data")


def _own(request: HttpRequest) -> Member:
    user: Any = request.user
    if user.member_id is None:
        raise Http404
    return selectors.get_person(user.member_id)
