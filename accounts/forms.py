"""Forms of signing in and of one's own account."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.phones import normal_phone
from accounts.selectors import find_login
from portal.core.forms import BaseForm, DayField

CODE_ATTRS = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 12, "autofocus": "autofocus"}


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """One field for union code, phone and e-mail: all three become the one name of the account."""

    def user_credentials(self) -> dict[str, str]:
        typed = self.cleaned_data["login"]
        found = find_login(typed)
        return {"username": found.username if found else typed, "password": self.cleaned_data["password"]}


class PhoneField(forms.CharField):
    """A phone number in any spelling, cleaned to one."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "tel", "placeholder": "09…"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 25)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        number = normal_phone(super().clean(value) or "")
        if number is None:
            raise ValidationError(_("Ghi số điện thoại di động, ví dụ 0912 345 678 hoặc +84 912 345 678."))
        return number


class AskCodeForm(BaseForm):
    login = forms.CharField(
        label=_("Mã đoàn viên, số điện thoại hoặc e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class CodeForm(BaseForm):
    code = forms.CharField(label=_("Mã 6 chữ số"), max_length=12, widget=forms.TextInput(attrs=CODE_ATTRS))


class NewPasswordForm(CodeForm):
    """The code that came, and the password to have from now on."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_("Ít nhất 10 ký tự. Vài từ không liên quan đến nhau là dễ nhớ và khó đoán."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SlipCodeForm(BaseForm):
    code = forms.CharField(
        label=_("Mã in trên phiếu"),
        help_text=_("10 chữ và số, ví dụ A2B3C-D4E5F. Gõ hoa hay thường đều được."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )


class MemberCodeForm(BaseForm):
    code = forms.CharField(
        label=_("Mã đoàn viên"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class WhoForm(BaseForm):
    """What the holder of a slip must know, and the phone they will sign in with."""

    birth_date = DayField(label=_("Ngày sinh của bạn"), help_text=_("Như ghi trong sổ đoàn viên, dd/mm/yyyy."))
    phone = PhoneField(
        label=_("Số điện thoại của bạn"), help_text=_("Mã xác nhận sẽ gửi về số này. Ghi số của chính bạn.")
    )

    def __init__(self, *args: Any, knows_birth: bool, sends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not knows_birth:
            del self.fields["birth_date"]
        if not sends:
            del self.fields["phone"]


class FinishForm(BaseForm):
    """The code that came, and a password or none."""

    code = forms.CharField(label=_("Mã 6 chữ số"), max_length=12, widget=forms.TextInput(attrs=CODE_ATTRS))
    password = forms.CharField(
        label=_("Mật khẩu"),
        required=False,
        help_text=_("Ít nhất 10 ký tự. Vài từ không liên quan đến nhau là dễ nhớ và khó đoán."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, owner: Any, sends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        if not sends:
            del self.fields["code"]
            self.fields["password"].required = True

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.owner)
        return password


class ResetFactorsForm(BaseForm):
    reason = forms.CharField(
        label=_("Lý do, và bạn đã xác minh đúng người này bằng cách nào"),
        help_text=_(
            "Ví dụ: mất điện thoại ngày 12/3, đã gặp trực tiếp và xem căn cước. Người này sẽ đọc đúng câu bạn ghi."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PhoneForm(BaseForm):
    phone = PhoneField(label=_("Số điện thoại mới"), help_text=_("Mã xác nhận sẽ gửi về số này."))


class EmailForm(BaseForm):
    email = forms.EmailField(label=_("E-mail mới"), help_text=_("Mã xác nhận sẽ gửi đến địa chỉ này."), max_length=254)
