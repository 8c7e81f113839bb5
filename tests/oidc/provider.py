"""
A real OpenID provider, django-oauth-toolkit, with one client and some people, in a process of its own.

``python -m tests.oidc.provider PORT CLIENT_URL PEOPLE``: PEOPLE is JSON, ``{"login": {"claim": value}}``; who signs
in there only types their login.
"""

import json
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT_ID, CLIENT_SECRET = "cong-thi-dua", "bi-mat-cua-cong"
CALLBACK = "/tai-khoan/oidc/cong-doan/login/callback/"


def make_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(*pem).decode()


def configure(port: int, people: dict) -> None:
    settings.configure(
        SECRET_KEY="provider-of-the-tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.oidc.provider_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        LOGIN_URL="/login/",
        SESSION_COOKIE_NAME="provider_session",
        PEOPLE=people,
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": make_key(),
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "PKCE_REQUIRED": True,
            "SCOPES": {name: name for name in ("openid", "profile", "email", "phone")},
            "OAUTH2_VALIDATOR_CLASS": "tests.oidc.provider_claims.Validator",
        },
    )  # fmt: skip


def fill(client_url: str, people: dict) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for login in people:
        User.objects.create_user(login)
    Application.objects.create(
        name="Cổng Thi đua",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        hash_client_secret=False,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=client_url + CALLBACK,
        algorithm="RS256",
        skip_authorization=True,
    )


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


def main() -> None:
    port, client_url, people = int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
    configure(port, people)
    django.setup()
    fill(client_url, people)
    from django.core.wsgi import get_wsgi_application

    make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main()
