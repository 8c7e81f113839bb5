"""The provider of the tests started and stopped; the portal told of it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.oidc.provider import CLIENT_ID, CLIENT_SECRET
from tests.repo.source import ROOT


@contextmanager
def provider(client_url: str, people: dict[str, dict]) -> Iterator[str]:
    """Run a provider for ``people`` that serves the portal at ``client_url``; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "tests.oidc.provider", str(port), client_url, json.dumps(people)]
    with subprocess.Popen(command, cwd=ROOT, env=environ) as process:
        try:
            issuer = f"http://127.0.0.1:{port}/o"
            _wait(f"{issuer}/.well-known/openid-configuration", process)
            yield issuer
        finally:
            process.terminate()


def use(settings, issuer: str) -> None:
    """Set the portal up as ``OIDC_ISSUER``, ``OIDC_CLIENT_ID`` and ``OIDC_CLIENT_SECRET`` would."""
    settings.OIDC_ISSUER = issuer
    app = settings.OIDC_APP | {
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": settings.OIDC_APP["settings"] | {"server_url": issuer},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def _wait(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the provider did not start")
