"""What leaves the portal about an account beside codes: links by e-mail, warnings as short messages."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from portal.core.search import fold

RESET = "account/email/password_reset_key"


def send_reset_link(user: Any, address: str) -> None:
    """
    Mail ``user`` a link that sets a new password, once.

    Worked out when it is sent, like the digits of a code: neither the database nor the queue holds it.
    """
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
    subject = render_to_string(f"{RESET}_subject.txt").strip()
    body = render_to_string(f"{RESET}_message.txt", {"password_reset_url": link, "username": user.username}).strip()
    send_mail(subject, body, None, [address])


def plain(text: str) -> str:
    """Return a text without accents: with them one message by SMS becomes two."""
    return "".join(fold(letter) if letter.islower() else fold(letter).upper() for letter in text)
