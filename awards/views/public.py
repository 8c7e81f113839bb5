"""Anyone may ask whether a certificate is genuine: what is printed on it, and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.selectors.decisions import Proof, prove, tidy_code

MOST_A_MINUTE = 60


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """Show the box to type a code into; a typed code leads to its own address."""
    text = request.GET.get("ma", "").strip()
    code = tidy_code(text)
    if code:
        return redirect("awards_public:verify", code)
    context = {"text": text, "wrong": bool(text)}
    return render(request, "awards/public_search.html", context, status=422 if text else 200)


@login_not_required
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a code stands for a genuine certificate, with its words to compare."""
    if _too_many(request):
        return render(request, "429.html", status=429)
    proof = prove(code)
    if proof is None:
        return render(request, "awards/public_unknown.html", {"code": code[:20]}, status=404)
    kind, verdict = _verdict(proof)
    context = {"proof": proof, "certificate": proof.certificate, "kind": kind, "verdict": verdict, "at": timezone.now()}
    response = render(request, "awards/public_proof.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _verdict(proof: Proof) -> tuple[str, str]:
    """Return the look and the words of a verdict."""
    kind, words = {
        "valid": ("ok", _("%(title)s này là thật, còn hiệu lực")),
        "lost": ("warn", _("%(title)s này đã được báo mất, hỏng")),
        "replaced": ("warn", _("Tờ %(title)s này đã được thay bằng tờ cấp lại")),
        "revoked": ("bad", _("%(title)s này đã bị thu hồi")),
    }[proof.status]
    return kind, words % {"title": proof.certificate.nomination.award_type.paper_title}


def _too_many(request: HttpRequest) -> bool:
    """Count the asker's questions of this minute; while the cache is away nobody is turned away."""
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}:{timezone.now():%H%M}"
    cache.add(key, 0, timeout=90)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:
        return False
