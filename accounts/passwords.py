"""Passwords that are refused: leaked, built of what everybody builds theirs of, or of the person's own facts."""

import hashlib
import re
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.selectors import phone_of
from portal.core.search import fold

log = structlog.get_logger(__name__)
WORDS = Path(__file__).parent / "fixtures" / "weak_words.txt"
LEET = str.maketrans("013457@$!|", "oieastasii")
UNION = ("thidua", "congdoan", "khenthuong", "sangkien", "doanvien", "tongliendoan", "liendoan", "ldld", "cdcs")
FEW_SIGNS = 5
SHORT = 4  # a shorter part of a name is a part of half the language
PREFIX = 5
SECONDS = 2


@cache
def _weak_words() -> frozenset[str]:
    return frozenset(WORDS.read_text(encoding="utf-8").split())


def _shapes(password: str) -> tuple[str, str]:
    """Return the letters and digits of a password without accents, as typed and with digits read as letters."""
    plain = re.sub(r"[^a-z0-9]", "", fold(password))
    read = re.sub(r"[^a-z0-9]", "", fold(password).translate(LEET))
    return plain, read


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text)


def _is_weak(letters: str) -> bool:
    """Whether ``letters`` are one or two weak words."""
    words = _weak_words()
    return letters in words or any(letters[:cut] in words and letters[cut:] in words for cut in range(1, len(letters)))


class WeakPasswordValidator:
    """Refuses what a list of leaked Vietnamese passwords is full of; works without a network."""

    def validate(self, password: str, user: Any = None) -> None:
        plain, read = _shapes(password)
        if len(set(plain)) < FEW_SIGNS:
            raise ValidationError(_("Mật khẩu lặp đi lặp lại vài ký tự. Hãy chọn mật khẩu khác."), code="password_weak")
        # Digits around a word are a year or a birthday; only those inside it stand for letters.
        inside = _letters(re.sub(r"^[\d\W_]+|[\d\W_]+$", "", fold(password)).translate(LEET))
        if any(_is_weak(letters) for letters in {_letters(plain), _letters(read), inside} if letters):
            raise ValidationError(
                _("Mật khẩu này nằm trong số những mật khẩu hay bị đoán ra. Hãy ghép vài từ không liên quan đến nhau."),
                code="password_weak",
            )
        if not _letters(plain):
            raise ValidationError(_("Mật khẩu chỉ toàn chữ số. Hãy thêm chữ."), code="password_weak")

    def get_help_text(self) -> str:
        return _("Không dùng mật khẩu hay gặp. Vài từ không liên quan đến nhau là dễ nhớ và khó đoán.")


class OwnWordsValidator:
    """Refuses the union's own words and the person's name, code and phone: who knows them guesses these first."""

    def validate(self, password: str, user: Any = None) -> None:
        plain, read = _shapes(password)
        if any(word in shape for word in UNION for shape in (plain, read)):
            raise ValidationError(
                _("Đừng dùng các từ như “thi đua”, “công đoàn” trong mật khẩu: ai cũng đoán chúng trước tiên."),
                code="password_union",
            )
        if user is not None and any(word in shape for word in _own_words(user) for shape in (plain, read)):
            raise ValidationError(
                _("Mật khẩu không được có tên, mã đoàn viên, số điện thoại hay e-mail của bạn."), code="password_own"
            )

    def get_help_text(self) -> str:
        return _("Không dùng tên, mã đoàn viên, số điện thoại của bạn, hay các từ “thi đua”, “công đoàn”.")


def _own_words(user: Any) -> set[str]:
    names = re.findall(r"[a-z]+", fold(user.full_name))
    code = re.sub(r"[^a-z0-9]", "", fold(user.username))
    phones = {phone_of(user) if user.pk else "", user.member.phone if user.member else ""}
    words = {"".join(names), "".join(names[-2:]), "".join([*names[:1], *names[-1:]]), *names[-1:], code, *phones}
    words.add(re.sub(r"[^a-z0-9]", "", fold(user.email.partition("@")[0])))
    return {word for word in words if len(word) >= SHORT}


class BreachedPasswordValidator:
    """
    Asks a list of leaked passwords, if ``BREACH_URL`` names one; off by default.

    Five of forty characters of the password's SHA-1 leave the portal, nothing else; a list that does not answer
    refuses nobody.
    """

    def validate(self, password: str, user: Any = None) -> None:
        if settings.BREACH_URL and self._is_known(password):
            raise ValidationError(
                _("Mật khẩu này đã lộ trong một vụ rò rỉ dữ liệu. Hãy chọn mật khẩu khác."), code="password_breached"
            )

    def _is_known(self, password: str) -> bool:
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        address = settings.BREACH_URL.rstrip("/") + "/" + digest[:PREFIX]
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - set by the operator
                lines = answer.read().decode("ascii", "replace").splitlines()
        except OSError as problem:
            log.warning("list of leaked passwords is away", problem=str(problem))
            return False
        return any(line.partition(":")[0].strip().upper() == digest[PREFIX:] for line in lines)

    def get_help_text(self) -> str:
        return ""
