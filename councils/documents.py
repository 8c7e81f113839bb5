"""Minutes as the printed form needs them."""

from typing import Any

from django.utils.translation import gettext as _

from councils.enums import ConflictKind, CouncilKind
from councils.models import Minutes
from portal.core.documents.forms.minutes import Minutes as MinutesForm
from portal.core.language import in_vietnamese


@in_vietnamese
def minutes_data(minutes: Minutes) -> MinutesForm:
    """Return the form "minutes": only what the record and the secretary's text say."""
    facts, council = minutes.facts, minutes.council
    return {
        "parent": council.unit.name,
        "issuer": council.name,
        "number": minutes.symbol,
        "symbol": f"BB-{council.suffix}",
        "place": "",
        "issued_on": "",
        "draft": not minutes.is_signed,
        "timestamp": minutes.drafted_at.isoformat(),
        "abstract": facts["abstract"],
        "venue": facts["venue"] or _("trụ sở %(unit)s") % {"unit": council.unit.name},
        "started_at": facts["started_at"],
        "ended_at": facts["ended_at"],
        "chair": facts["chair"],
        "secretary": facts["secretary"],
        "present": facts["present"],
        "absent": facts["absent"],
        "invited": [],
        "quorum": facts["quorum"],
        "conflicts": [
            {"name": row["name"], "subject": row["subject"], "reason": row["reason"]}
            for row in facts["conflicts"]
            if row["kind"] != ConflictKind.WAIVED
        ],
        "ballot_rule": "\n".join(facts["ballot_rule"]),
        "items": [_item(item) for item in facts["items"]],
        "conclusions": _conclusions(minutes),
        "recipients": [_("Như thành phần dự họp"), _("Lưu: Hội đồng, VT")],
    }


def _item(item: dict[str, Any]) -> Any:
    kept = ("title", "sheets", "mean", "issued", "returned", "valid", "yes", "no", "percent")
    seal = _("Mã niêm phong kết quả: %(digest)s") % {"digest": item["digest"][:16]}
    named = f"{item['title']} ({item['credit']})" if item["credit"] else item["title"]
    blank = _("Phiếu trắng: %(count)d") % {"count": item["blank"]} if item["blank"] else ""
    notes = [named, *item["reasons"], blank, seal]
    return {
        **{name: item[name] for name in kept},
        "note": " ".join(note.rstrip(". ") + "." for note in notes if note),
        "result": _("Đạt") if item["passed"] else _("Không đạt"),
    }


def _conclusions(minutes: Minutes) -> list[str]:
    facts = minutes.facts
    passed = [item["title"] for item in facts["items"] if item["passed"]]
    lines = [line.strip() for line in minutes.body.splitlines() if line.strip()]
    if passed:
        lines.append(_asked(minutes.council.kind) % {"count": len(passed), "titles": "; ".join(passed)})
    lines += [
        _("%(name)s được tham gia xét “%(subject)s” theo ý kiến người chủ trì: %(reason)s") % row
        for row in facts["conflicts"]
        if row["kind"] == ConflictKind.WAIVED
    ]
    if facts["removed"]:
        lines.append(_("Để lại phiên sau: %(titles)s.") % {"titles": "; ".join(facts["removed"])})
    return lines or [_("Không có hồ sơ nào được thông qua.")]


def _asked(kind: str) -> str:
    if kind == CouncilKind.INITIATIVE:
        return _("Hội đồng đề nghị cấp có thẩm quyền công nhận %(count)d sáng kiến: %(titles)s.")
    return _("Hội đồng đề nghị cấp có thẩm quyền quyết định khen thưởng %(count)d trường hợp: %(titles)s.")
