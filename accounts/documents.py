"""The papers of accounts: slips to print, cut and hand out."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.derived import slip_code_of, spaced
from accounts.models import Slip
from portal.core.documents import render_pdf
from portal.core.documents.forms import ActivationSlips, SlipRow
from portal.core.periods import day_of


def slip_url(slip: Slip) -> str:
    """Return the address in the QR code of a slip."""
    return settings.BASE_URL + reverse("accounts:activate_with", args=[slip_code_of(slip.salt)])


def slips_pdf(slips: Sequence[Slip]) -> bytes:
    """Return ``slips`` as pages of eight."""
    data: ActivationSlips = {
        "site": _site(),
        "slips": [_row(slip) for slip in slips],
        "timestamp": max(slip.created_at for slip in slips).isoformat(),
    }
    return render_pdf("slips", {**data})


def _site() -> str:
    return urlsplit(settings.BASE_URL).netloc + reverse("accounts:activate")


def _row(slip: Slip) -> SlipRow:
    member = slip.member
    return {
        "name": member.full_name,
        "code": spaced(slip_code_of(slip.salt)),
        "member_code": member.code,
        "unit": (member.grassroots or member.unit).short_name,
        "url": slip_url(slip),
        "until": day_of(slip.expires_at).isoformat(),
    }
