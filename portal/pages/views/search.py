"""One search box over everything the reader may see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pages.finding import search_everything


def search(request: HttpRequest) -> HttpResponse:
    """Show what matches the words, with or without accents, a few of each kind."""
    user: Any = request.user
    text = request.GET.get("q", "").strip()[:200]
    groups = search_everything(text, actor=user) if text else []
    return render(request, "pages/search.html", {"search_text": text, "groups": groups})
