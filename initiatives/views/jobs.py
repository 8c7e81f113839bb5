"""What the buttons of the draft form do once the words are saved."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives import selectors, services
from initiatives.forms import DraftForm
from initiatives.models import Initiative
from portal.core.forms import apply

Job = Callable[[HttpRequest, Initiative, DraftForm, int], HttpResponse | None]


def run_job(request: HttpRequest, initiative: Initiative, form: DraftForm) -> HttpResponse | None:
    """Do what the pressed button says; what is refused goes to its field. None: show the form again."""
    _attach(request, initiative, form)
    name, _colon, number = request.POST.get("do", "").partition(":")
    job: Job = JOBS.get(name, _later)
    return job(request, initiative, form, int(number) if number.isdecimal() else 0)


def _attach(request: HttpRequest, initiative: Initiative, form: DraftForm) -> None:
    for upload in request.FILES.getlist("files"):
        apply(form, partial(services.attach_file, initiative, upload, actor=request.user, at=timezone.now()))


def _back(initiative: Initiative, place: str) -> HttpResponse:
    return redirect(reverse("initiatives:edit", args=[initiative.pk]) + f"#{place}")


def _later(request: HttpRequest, initiative: Initiative, form: DraftForm, number: int) -> HttpResponse:
    messages.success(request, _("Đã lưu bản nháp. Bạn viết tiếp lúc nào cũng được."))
    return redirect("initiatives:detail", initiative.pk)


def _preview(request: HttpRequest, initiative: Initiative, form: DraftForm, number: int) -> HttpResponse | None:
    fresh = selectors.get_written(initiative.pk, actor=request.user)
    missing = selectors.missing_parts(fresh, day=timezone.localdate())
    for name, sentence in missing.items():
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, sentence)
    return None if missing else redirect("initiatives:preview", initiative.pk)


def _add_author(request: HttpRequest, initiative: Initiative, form: DraftForm, number: int) -> HttpResponse:
    contact = form.cleaned_data.get("contact") or ""
    apply(form, lambda: services.add_author(initiative, actor=request.user, at=timezone.now(), contact=contact))
    return _back(initiative, "id_shares")


def _remove_author(request: HttpRequest, initiative: Initiative, form: DraftForm, number: int) -> HttpResponse:
    author = selectors.get_author(number, initiative=initiative)
    apply(form, lambda: services.remove_author(author, actor=request.user, at=timezone.now()))
    return _back(initiative, "id_shares")


def _keep_files(request: HttpRequest, initiative: Initiative, form: DraftForm, number: int) -> HttpResponse:
    return _back(initiative, "id_files")


def _detach(request: HttpRequest, initiative: Initiative, form: DraftForm, number: int) -> HttpResponse:
    attachment = selectors.get_attachment(number, initiative=initiative)
    apply(form, lambda: services.detach_file(attachment, actor=request.user, at=timezone.now()))
    return _back(initiative, "id_files")


JOBS: dict[str, Job] = {
    "preview": _preview,
    "add_author": _add_author,
    "remove_author": _remove_author,
    "attach": _keep_files,
    "detach": _detach,
}
