"""Codes worked out from a random salt and the installation's key: the database alone gives none away."""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

# Without letters and digits that look alike on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SLIP_LETTERS = 10
DIGITS = 6


def new_salt() -> str:
    return secrets.token_hex(16)


def _digest(kind: str, text: str) -> bytes:
    # A plain hash of six digits is undone in a second; this one cannot be tried without the key.
    return hmac.new(settings.SECRET_KEY.encode(), f"accounts.{kind}:{text}".encode(), hashlib.sha256).digest()


def code_of(salt: str) -> str:
    """Return the six digits that belong to ``salt``."""
    return str(int.from_bytes(_digest("code", salt)[:8], "big") % 10**DIGITS).zfill(DIGITS)


def is_code(salt: str, typed: str) -> bool:
    """Return whether ``typed`` is the code of ``salt``; spaces do not count."""
    return hmac.compare_digest(code_of(salt).encode(), "".join(typed.split()).encode())


def slip_code_of(salt: str) -> str:
    """Return the code printed on the slip with ``salt``."""
    value = int.from_bytes(_digest("slip", salt), "big")
    letters = []
    for _place in range(SLIP_LETTERS):
        value, rest = divmod(value, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def slip_hash(code: str) -> str:
    """Return what a slip is found by; case, spaces and dashes do not count."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return _digest("slip-hash", plain).hex()


def spaced(code: str) -> str:
    """Return a slip's code in two groups, for reading and typing."""
    return f"{code[:5]}-{code[5:]}"


def _boxes() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"accounts.box:{key!s}".encode()).digest())) for key in keys]
    )


def sealed(text: str) -> str:
    """Return ``text`` so that only this installation can read it: the keys of authenticator apps."""
    return _boxes().encrypt(text.encode()).decode()


def unsealed(text: str) -> str:
    """Return what was sealed."""
    return _boxes().decrypt(text.encode()).decode()
