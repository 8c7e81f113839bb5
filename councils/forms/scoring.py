"""The gate and the score sheet."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Score, ScoreSheet
from portal.core.forms import BaseForm, VersionedForm

NUMBER = {"invalid": _("Ghi điểm bằng số nguyên.")}


class DeclarationForm(BaseForm):
    conflict = forms.ChoiceField(choices=[("no", ""), ("yes", "")])
    reason = forms.CharField(max_length=500, required=False)


class DeclareAllForm(BaseForm):
    """Which of some dossiers one has a conflict with, and why."""

    conflicted = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(label=_("Lý do xin không tham gia"), max_length=500, required=False)

    def __init__(self, *args: Any, ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["conflicted"]
        field.choices = [(pk, pk) for pk in ids]


class ScoreForm(VersionedForm):
    """A sheet made from the rubric the session froze; a missing number is the service's matter, not the form's."""

    comment = forms.CharField(
        label=_("Nhận xét chung"), widget=forms.Textarea(attrs={"rows": 2}), max_length=5000, required=False
    )

    page = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        rubric: Mapping[str, Any],
        sheet: ScoreSheet | None = None,
        scores: Mapping[str, Score] | None = None,
    ) -> None:
        self.lines = list(rubric.get("criteria", []))
        self.scores = scores or {}
        initial: dict[str, Any] = {"version": sheet.version if sheet else 0, "comment": sheet.comment if sheet else ""}
        initial["page"] = secrets.token_hex(16)
        super().__init__(data, initial=initial)
        for line in self.lines:
            code = line["code"]
            if line["max"]:
                self.fields[f"points_{code}"] = forms.IntegerField(
                    label=f"{code} {line['text']}", required=False, error_messages=NUMBER
                )
            self.fields[f"comment_{code}"] = forms.CharField(
                label=f"{code} {line['text']}", required=False, max_length=2000
            )

    @property
    def points(self) -> dict[str, int]:
        """The points typed, by criterion."""
        typed = {line["code"]: self.cleaned_data.get(f"points_{line['code']}") for line in self.lines}
        return {code: value for code, value in typed.items() if value is not None}

    @property
    def comments(self) -> dict[str, str]:
        return {line["code"]: self.cleaned_data.get(f"comment_{line['code']}", "") for line in self.lines}

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """The criteria as components/_criterion.html draws them; the first unscored one stands open."""
        drawn = [self._criterion(line) for line in self.lines]
        first = next((one for one in drawn if one["points"] is None and one["max"]), None)
        if first is not None and not self.errors:
            first["open"] = True
        return drawn

    def _criterion(self, line: Mapping[str, Any]) -> dict[str, Any]:
        code = line["code"]
        name, comment_name = f"points_{code}", f"comment_{code}"
        wrong = [*self.errors.get(name, []), *self.errors.get(comment_name, [])] if self.is_bound else []
        score = self.scores.get(code)
        return {
            "code": code,
            "label": line["text"],
            "max": line["max"],
            "min": line["min"],
            "points": self._typed(name, score.points if score else None),
            "bands": [_band(band) for band in line["bands"]],
            "name": name,
            "comment_name": comment_name,
            "comment": self.data.get(comment_name, "") if self.is_bound else (score.comment if score else ""),
            "error": " ".join(str(sentence) for sentence in wrong),
            "open": False,
            "note": line["note"],
        }

    def _typed(self, name: str, kept: int | None) -> int | None:
        if not self.is_bound:
            return kept
        text = str(self.data.get(name, "")).strip()
        return int(text) if text.isascii() and text.isdecimal() else None

    @property
    def total(self) -> int:
        return sum(one["points"] or 0 for one in self.criteria)

    @property
    def left(self) -> int:
        return sum(one["points"] is None and bool(one["max"]) for one in self.criteria)


def _band(band: Mapping[str, Any]) -> dict[str, Any]:
    low, high = band["low"], band["high"]
    label = f"{low}–{high}" if low != high else str(low)
    return {"label": label, "text": band["text"], "points": list(range(high, low - 1, -1))}
