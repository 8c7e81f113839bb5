"""The notices a person was sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.core.models import Notice
from portal.core.paging import page_by_key
from portal.pages.selectors import list_notices


def notices(request: HttpRequest) -> HttpResponse:
    """List the person's notices, newest first."""
    user: Any = request.user
    page = page_by_key(list_notices(user), keys=("-pk",), after=request.GET.get("sau", ""))
    return render(
        request, "pages/notices.html", {"page": page, "unread": any(row.read_at is None for row in page.rows)}
    )


def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and lead to what it is about."""
    user: Any = request.user
    notice = get_object_or_404(list_notices(user), pk=pk)
    # Not a change of any record's state: reading is what the person just did.
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())
    if notice.url and url_has_allowed_host_and_scheme(notice.url, {request.get_host()}):
        return redirect(notice.url)
    return redirect("notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of the person's notices as read."""
    user: Any = request.user
    Notice.objects.filter(recipient=user, read_at__isnull=True).update(read_at=timezone.now())
    return redirect("notices")
