"""Phone numbers as people type them, brought to one form."""

import re

VIETNAMESE = re.compile(r"0[35789]\d{8}")
FOREIGN = re.compile(r"\+[1-9]\d{7,14}")


def normal_phone(text: str) -> str | None:
    """Return ``0912345678`` for any spelling of it (spaces, dots, +84, 84), ``+…`` for a foreign number, else None."""
    digits = re.sub(r"[\s.\-()]", "", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+84"):
        digits = "0" + digits[3:].removeprefix("0")
    elif re.fullmatch(r"84[35789]\d{8}", digits):
        digits = "0" + digits[2:]
    return digits if VIETNAMESE.fullmatch(digits) or FOREIGN.fullmatch(digits) else None


def international(number: str) -> str:
    """Return a normal number as a gateway wants it: +84…"""
    return "+84" + number[1:] if number.startswith("0") else number


def veiled(address: str) -> str:
    """Return an address of which a reader knows their own: ``09•••••678``, ``la•••@example.vn``."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:2]}•••@{host}"
    return f"{address[:2]}•••••{address[-3:]}"
