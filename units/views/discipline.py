"""Disciplinary measures of a member, as the official who keeps the union's people writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.forms import apply
from portal.core.permissions import require
from units import selectors, services
from units.forms.members import DisciplineForm, EndDisciplineForm, VoidDisciplineForm
from units.models import Member


@dataclass(frozen=True, slots=True)
class Words:
    """What a page is called and what it says."""

    title: str | Promise
    text: str | Promise


RECORD = Words(
    _("Ghi kỷ luật"),
    _(
        "Chỉ ghi theo văn bản. Người có tên đọc được; người xét khen thưởng chỉ đọc khi nêu mục đích, "
        "mỗi lần xem đều ghi."
    ),
)
END = Words(
    _("Ghi hết hiệu lực"),
    _("Xóa kỷ luật, hoặc kết thúc xem xét. Trường hợp này vẫn còn trong hồ sơ của những năm đã có hiệu lực."),
)
VOID = Words(
    _("Bỏ vì ghi nhầm"),
    _(
        "Chỉ dùng khi đã ghi nhầm. Trường hợp này không còn hiện và không còn tính ở đâu; "
        "nhật ký giữ lại việc đã ghi và bỏ."
    ),
)


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a member was disciplined, or is under review."""
    user: Any = request.user
    member = selectors.get_person_for(pk, actor=user)
    require(user, "units.keep_discipline", member)
    form = DisciplineForm(request.POST if request.method == "POST" else None)

    def write() -> object:
        return services.record_discipline(member, actor=user, at=timezone.now(), **form.cleaned_data)

    return _page(request, member, RECORD, form, write)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down from which day a measure has no effect, or a review is over."""
    user: Any = request.user
    measure = selectors.get_discipline(pk, actor=user)
    require(user, "units.keep_discipline", measure.member)
    form = EndDisciplineForm(request.POST if request.method == "POST" else None)

    def write() -> object:
        return services.end_discipline(measure, actor=user, at=timezone.now(), **form.cleaned_data)

    return _page(request, measure.member, END, form, write)


def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was written down by mistake."""
    user: Any = request.user
    measure = selectors.get_discipline(pk, actor=user)
    require(user, "units.keep_discipline", measure.member)
    form = VoidDisciplineForm(request.POST if request.method == "POST" else None)

    def write() -> object:
        return services.void_discipline(measure, actor=user, at=timezone.now(), **form.cleaned_data)

    return _page(request, measure.member, VOID, form, write)


def _page(request: HttpRequest, member: Member, words: Words, form: Any, write: Callable[[], object]) -> HttpResponse:
    """Draw the form, or write what it says and lead back; what was read for it is not shown here without a purpose."""
    if form.is_valid() and apply(form, write):
        messages.success(request, _now("Đã ghi. Mở dữ liệu cá nhân để xem."))
        return redirect("member", member.pk)
    context = {"member": member, "form": form, "writing": words, "back": reverse("member", args=[member.pk])}
    return render(request, "units/member_form.html", context, status=422 if form.errors else 200)
