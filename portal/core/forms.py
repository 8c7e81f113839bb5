"""What all forms share: the look, the version they were made from, refusals at the field."""

from collections.abc import Callable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.workflow import WrongStateError

MONEY_DIGITS = 15  # what a bigint column and a reader can take


class BaseForm(forms.Form):
    """A form drawn by crispy-forms without its own <form> tag."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.use_custom_control = True
        return helper


class VersionedForm(BaseForm):
    """A form that remembers which version of the record it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(VersionedForm):
    """One reason, for a return, a refusal or a cancellation."""

    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Người nhận sẽ đọc đúng câu này. Nói rõ cần làm gì tiếp."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class VndField(forms.CharField):
    """A whole amount of VND typed the Vietnamese way: 186.000.000 or 186 000 000."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "data-vnd": ""}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        digits = (
            text.replace(".", "").replace(" ", "").replace("\u00a0", "").removesuffix("đ").removesuffix("đồng").strip()
        )
        if not digits:
            return None
        if not digits.isascii() or not digits.isdecimal() or len(digits) > MONEY_DIGITS:
            raise ValidationError(_("Ghi số tiền bằng chữ số, ví dụ 186.000.000, không ghi chữ “triệu” hay dấu phẩy."))
        return int(digits)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day as dd/mm/yyyy, whatever the language of the page: 05/06 must never turn into the sixth of May."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy"}
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attrs))
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"])
        super().__init__(**kwargs)


def apply(form: forms.BaseForm, job: Callable[[], Any]) -> bool:
    """
    Run one service call; return whether it went through, with a refusal put at its field.

    A stale page is not the form's matter: it passes through to the 409 page, with what was typed.
    """
    try:
        job()
    except (StaleError, WrongStateError) as refusal:
        refusal.mine = refusal.mine or list(texts_of(form).items())
        raise
    except PartsMissing as refusal:
        for field, sentence in refusal.parts.items():
            form.add_error(field if field in form.fields else None, sentence)
        return False
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def texts_of(form: forms.BaseForm) -> dict[str, str]:
    """Return what stands in the fields of ``form``, by label, in the words a person would read there."""
    texts = {str(bound.label): _text(bound) for bound in form.visible_fields()}
    return {label: text for label, text in texts.items() if text}


def _text(bound: forms.BoundField) -> str:
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return str(_("Có")) if value else ""
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        return str(bound.field.widget.format_value(value) or "").replace("\r\n", "\n").strip()
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
    return ", ".join(str(label) for key, label in choices if key and str(key) in chosen)
