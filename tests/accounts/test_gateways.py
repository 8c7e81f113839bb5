"""How messages leave: over HTTP in whatever shape a gateway wants, and what its answers mean."""

import http.server
import json
import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from structlog.testing import capture_logs

from accounts import gateways
from accounts.gateways.http import filled
from accounts.models import OneTimeCode
from accounts.services import ask_code, forget_codes
from portal.core.models import Job

pytestmark = pytest.mark.django_db


class Gateway(http.server.BaseHTTPRequestHandler):
    got: list[tuple[dict, str]] = []
    status = 200

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((json.loads(body), self.headers.get("Authorization", "")))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def gateway(settings):
    Gateway.got, Gateway.status = [], 200
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.MESSAGE_GATEWAY, settings.MESSAGE_URL = "http", f"http://127.0.0.1:{server.server_port}/send"
    settings.MESSAGE_TOKEN, settings.MESSAGE_SENDER = "chìa-khóa".encode().hex(), "CongDoan"
    yield Gateway
    server.shutdown()
    server.server_close()


def test_message_is_posted_in_the_shape_the_gateway_wants(gateway, settings):
    settings.MESSAGE_BODY = '{"phone": "{phone}", "template_data": {"otp": "{code}"}, "from": ["{sender}", 1]}'
    gateways.current().send("0912345678", "text", "123456")
    body = {"phone": "+84912345678", "template_data": {"otp": "123456"}, "from": ["CongDoan", 1]}
    assert gateway.got == [(body, f"Bearer {settings.MESSAGE_TOKEN}")]


def test_notice_does_not_go_as_a_code_where_only_codes_can_go(gateway, settings):
    settings.MESSAGE_BODY = '{"phone": "{phone}", "template_data": {"otp": "{code}"}}'
    with pytest.raises(gateways.GatewayError, match="only codes can go this way") as refused:
        gateways.current().send("0912345678", "Lop bao ve thu hai", "")
    assert refused.value.lasting is True
    settings.MESSAGE_BODY = '{"to": "{phone}", "text": "{text}"}'
    gateways.current().send("0912345678", "Lop bao ve thu hai", "")
    assert [body for body, _token in gateway.got] == [{"to": "+84912345678", "text": "Lop bao ve thu hai"}]


@pytest.mark.parametrize(("status", "lasting"), [(400, True), (401, True), (429, False), (500, False), (503, False)])
def test_what_can_heal_is_told_from_what_cannot(gateway, status, lasting):
    gateway.status = status
    with pytest.raises(gateways.GatewayError) as refused:
        gateways.current().send("0912345678", "text", "123456")
    assert refused.value.lasting is lasting


def test_without_a_network_the_message_stands_in_the_log(settings):
    settings.MESSAGE_GATEWAY = "console"
    with capture_logs() as lines:
        gateways.current().send("0912345678", "Ma cua ban", "123456")
    assert lines == [{"event": "message", "log_level": "info", "phone": "0912345678", "text": "Ma cua ban"}]


def test_words_are_filled_in_and_nothing_else():
    assert filled({"a": "{text}", "b": 3, "c": None}, {"text": 'nói "thế"'}) == {"a": 'nói "thế"', "b": 3, "c": None}


def test_codes_go_after_a_month():
    now = timezone.now()
    for days in (31, 1):
        facts = {"channel": "phone", "address": "0912345678", "asked_for": f"{days}"}
        ask_code("sign_in", actor=None, at=now - timedelta(days=days), **facts)
    assert forget_codes(at=now) == 1
    assert OneTimeCode.objects.get().asked_for == "1"


def test_job_of_slips_that_lost_its_worker_is_sent_again(people, world, django_capture_on_commit_callbacks):
    from accounts.services import resend_slips, start_slips

    job = start_slips(world.factory, actor=people.hung, at=timezone.now())
    assert resend_slips(at=timezone.now()) == 0
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    assert resend_slips(at=timezone.now()) == 1
