"""Whose account a name, a phone or a claim means, and what protects it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts import gateways
from accounts.enums import Channel
from accounts.models import OneTimeCode, Phone
from accounts.phones import normal_phone
from portal.core.periods import day_of
from units.enums import Role
from units.models import Assignment, Member, User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def find_login(text: str) -> User | None:
    """Return the account that ``text`` names: a union code, a phone in any spelling, or an e-mail."""
    text = text.strip()
    if "@" in text:
        return User.objects.with_email(text).first()
    number = normal_phone(text)
    if number:
        phone = Phone.objects.select_related("user").filter(number=number).first()
        if phone:
            return phone.user
    return User.objects.filter(username__iexact=text).first()


def phone_of(user: Any) -> str:
    """Return the number ``user`` signs in with, or nothing."""
    return Phone.objects.filter(user=user).values_list("number", flat=True).first() or ""


def taken_phone(number: str, *, by_other_than: Any = None) -> bool:
    """Return whether somebody (else) signs in with ``number``."""
    phones = Phone.objects.filter(number=number)
    return phones.exclude(user=by_other_than).exists() if by_other_than is not None else phones.exists()


def way_to_reach(user: Any) -> tuple[str, str]:
    """Return where a code for ``user`` goes, as channel and address: the phone, else the e-mail, else nowhere."""
    if user is None or not user.is_active:
        return Channel.NOWHERE, ""
    number = phone_of(user) if gateways.is_there() else ""
    if number:
        return Channel.PHONE, number
    return (Channel.EMAIL, user.email) if user.email else (Channel.NOWHERE, "")


def has_second_factor(user: Any) -> bool:
    """Return whether ``user`` has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def sessions_of(user: Any) -> "QuerySet[Any]":
    """Return where ``user`` is signed in, the last used first."""
    found: QuerySet[Any] = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")
    return found


def get_code(pk: Any, purpose: str) -> OneTimeCode | None:
    """Return the code that a session asked for, for this purpose."""
    if pk is None:
        return None
    return OneTimeCode.objects.select_related("user", "slip").filter(pk=pk, purpose=purpose).first()


def unborn_account(member: Member) -> User:
    """Return the account ``member`` has, or would have, for a password to be held against."""
    found = User.objects.filter(member=member).first()
    return found or User(username=member.code, full_name=member.full_name, member=member)


def factors_of(user: Any) -> dict[str, Any]:
    """Return what protects ``user``: ``totp`` (or None), ``passkeys``, ``codes_left`` (None without recovery codes)."""
    found: dict[str, Any] = {"totp": None, "passkeys": [], "codes_left": None}
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        if one.type == Authenticator.Type.TOTP:
            found["totp"] = one
        elif one.type == Authenticator.Type.WEBAUTHN:
            found["passkeys"].append(one)
        else:
            found["codes_left"] = len(one.wrap().get_unused_codes())
    return found


def links_of(user: Any) -> "QuerySet[Any]":
    """Return the identities at a provider that ``user`` has linked."""
    found: QuerySet[Any] = SocialAccount.objects.filter(user=user).order_by("pk")
    return found


def get_link(pk: int, *, actor: Any) -> Any:
    """Return a linked identity of ``actor``; 404 if it is someone else's."""
    return get_object_or_404(SocialAccount, pk=pk, user=actor)


def get_passkey(pk: int, *, actor: Any) -> Any:
    """Return a passkey of ``actor``; 404 if it is someone else's."""
    return get_object_or_404(Authenticator, pk=pk, user=actor, type=Authenticator.Type.WEBAUTHN)


def leaders_of(user: User, *, at: datetime) -> "QuerySet[User]":
    """Return the leaders of the unit ``user`` belongs to and of their grassroots union."""
    member = user.member
    units = [member.unit_id, member.grassroots_id] if member is not None else []
    held = Assignment.objects.in_force(day_of(at)).filter(role=Role.LEADER, unit__in=[one for one in units if one])
    return User.objects.filter(pk__in=held.values("user")).order_by("pk")


def account_by_claims(claims: Mapping[str, Any]) -> User | None:
    """
    Return the account an identity provider's claims mean: by the member code, else by a proven phone or e-mail.

    What the provider has not proven itself counts for nothing: anyone could have typed it there.
    """
    code = str(claims.get(settings.OIDC_CLAIM) or "").strip()
    if code:
        return User.objects.filter(username__iexact=code, is_active=True).first()
    number = normal_phone(str(claims.get("phone_number") or ""))
    if number and claims.get("phone_number_verified") is True:
        return User.objects.filter(phone__number=number, is_active=True).first()
    email = str(claims.get("email") or "").strip()
    if email and claims.get("email_verified") is True:
        return User.objects.with_email(email).filter(is_active=True).first()
    return None
