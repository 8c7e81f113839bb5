"""The jobs that are timed: each is called with the number of its turn."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from initiatives.models import Initiative
from initiatives.services import save_draft, start_draft
from units.models import Member, User

Job = Callable[[int], None]


def jobs() -> dict[str, Job]:
    """Return every job by the name it has in the table."""
    official, member = _client("NV-018"), _client("NV-001")
    found = {
        "sàn: một dòng theo khóa": _page(Client(), "/floor/one/"),
        "sàn: 50 dòng theo chỉ mục": _page(official, "/floor/fifty/"),
        "danh sách 50 sáng kiến của tỉnh": _page(official, reverse("initiatives:list")),
        "trang thứ 20 của danh sách": _page(official, _deep(official)),
        "danh sách có tìm chữ": _page(official, reverse("initiatives:list") + "?q=do+ga"),
        "Việc của tôi, chuyên viên tỉnh": _page(official, "/"),
        "Việc của tôi, đoàn viên": _page(member, "/"),
        "trang một sáng kiến": _page(official, reverse("initiatives:detail", args=[_any_initiative()])),
        "trang đơn vị (tỉnh)": _page(official, reverse("units:detail", args=[_province()])),
        "lưu bản nháp": _autosave(member),
        "nộp sáng kiến": _submit(member),
    }
    return found


def _client(code: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=code))
    return client


def _page(client: Client, url: str) -> Job:
    def job(_turn: int) -> None:
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)

    return job


def _province() -> int:
    return User.objects.get(username="NV-018").member.unit_id  # type: ignore[union-attr]


def _any_initiative() -> int:
    return Initiative.objects.filter(province=_province(), code__startswith="BM-").values_list("pk", flat=True)[0]


def _deep(client: Client) -> str:
    """Return the address of the twentieth page of the list, or the last one there is."""
    url = reverse("initiatives:list")
    for _ in range(19):
        found = re.search(r'rel="next" href="([^"]+)"', client.get(url).content.decode())
        if found is None:
            break
        url = reverse("initiatives:list") + html.unescape(found[1])
    return url


def _draft(turn: int) -> Initiative:
    at = timezone.now()
    author = Member.objects.select_related("user").get(code="NV-001")
    campaign = Campaign.objects.get(code="PT-LDG-2026")
    return start_draft(author, actor=author.user, at=at, campaign=campaign)


def _content(turn: int) -> dict[str, Any]:
    return {
        "title": f"Cải tiến bàn cắt vải số {turn}",
        "known_situation": f"Trước đây cắt tay từng lớp, mất {turn} phút mỗi bàn và hao vải ở mép.",
        "solution": f"Nay lắp thanh kẹp dẫn hướng số {turn}, cắt một lượt nhiều lớp, mép thẳng, đỡ hao vải.",
        "novelty": "Thanh kẹp tự làm từ phế liệu của phân xưởng.",
        "kind": "giai_phap_ky_thuat",
        "field": "dệt may",
        "first_applied_on": date(2026, 3, 2) + timedelta(days=turn % 60),
        "has_value": False,
        "social_benefit": "Đỡ mỏi tay, đỡ bụi.",
    }


def _autosave(client: Client) -> Job:
    draft = _draft(0)
    url = reverse("initiatives:autosave", args=[draft.pk])

    def job(turn: int) -> None:
        draft.refresh_from_db(fields=["version"])
        texts = {name: value for name, value in _content(turn).items() if isinstance(value, str)}
        answer = client.post(url, texts | {"campaign": draft.campaign_id, "version": draft.version, "page": "bench"})
        assert answer.status_code == 200, answer.status_code

    return job


def _submit(client: Client) -> Job:
    """Time only the press that hands in; the drafts are made beforehand."""
    ready = []
    for turn in range(80):
        draft = _draft(turn)
        save_draft(draft, actor=draft.lead.user, at=timezone.now(), seen_version=draft.version, content=_content(turn))
        draft.refresh_from_db()
        ready.append((reverse("initiatives:submit", args=[draft.pk]), draft.version))

    def job(turn: int) -> None:
        url, version = ready[turn]
        answer = client.post(url, {"version": version})
        assert answer.status_code in {302, 303}, answer.content[:2000]

    return job
