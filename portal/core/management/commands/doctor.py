"""Look an installation over, from configuration to background work; each fault with its cure."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django
from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from portal.core import audit
from portal.core.models import Heartbeat, Job, Outbox
from portal.core.templatetags.vi import moment

GOOD, LOOK, BROKEN = "good", "look", "broken"
LABELS = {GOOD: gettext_lazy("tốt"), LOOK: gettext_lazy("xem lại"), BROKEN: gettext_lazy("hỏng")}
OLDEST_POSTGRES = 150000
LOW_DISK_MB = 1024
LONG_QUEUE = 1000
LONGEST_SILENCE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do if it is not well."""

    state: str
    text: str
    cure: str = ""


def configuration() -> Iterator[Finding]:
    """Settings that work but should not stay in use."""
    kind = _("chạy thử (LOCAL=1)") if settings.LOCAL else _("vận hành")
    yield Finding(GOOD, _("Chế độ %(kind)s, địa chỉ %(url)s") % {"kind": kind, "url": settings.BASE_URL})
    if not settings.LOCAL and settings.DEMO:
        yield Finding(LOOK, _("Đang hiện tài khoản dùng thử ở trang đăng nhập"), _("Đặt DEMO=0."))
    if not settings.LOCAL and not settings.HTTPS:
        yield Finding(
            LOOK, _("Địa chỉ không dùng HTTPS"), _("Đặt BASE_URL=https://… và mở cổng qua máy chủ có chứng thư.")
        )
    if not settings.EMAIL_HOST:
        yield Finding(
            GOOD if settings.LOCAL else LOOK,
            _("Chưa có máy chủ thư: thư chỉ được ghi vào nhật ký"),
            "" if settings.LOCAL else _("Đặt EMAIL_HOST, EMAIL_USER, EMAIL_PASSWORD."),
        )


def signing_in() -> Iterator[Finding]:
    """Codes reach phones, and who signs has more than a password."""
    if settings.LOCAL:
        return
    if settings.MESSAGE_GATEWAY != "http":
        yield Finding(
            LOOK,
            _("Chưa nối tổng đài tin nhắn: không gửi được mã về điện thoại"),
            _("Đặt MESSAGE_URL, MESSAGE_TOKEN và MESSAGE_BODY theo tài liệu của tổng đài."),
        )
    if not settings.MFA_REQUIRED:
        yield Finding(
            LOOK, _("Người duyệt, ký không bị buộc có lớp bảo vệ thứ hai"), _("Bỏ MFA_REQUIRED=0 khỏi cấu hình.")
        )


def versions() -> Iterator[Finding]:
    """What runs here."""
    yield Finding(
        GOOD,
        _("Python %(python)s, Django %(django)s") % {"python": platform.python_version(), "django": django.__version__},
    )


def database() -> Iterator[Finding]:
    """The database answers, is new enough and has the structure of this code."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        cure = _("Kiểm tra DATABASE_URL và xem máy chủ có đang chạy không. Máy chủ trả lời: %(answer)s")
        yield Finding(BROKEN, _("Không kết nối được cơ sở dữ liệu"), cure % {"answer": str(problem).strip()})
        return
    number, name = _server_version()
    old = number < OLDEST_POSTGRES
    yield Finding(BROKEN if old else GOOD, f"PostgreSQL {name}", _("Nâng lên PostgreSQL 15 trở lên.") if old else "")
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(
            BROKEN,
            _("Cơ sở dữ liệu còn thiếu %(count)s bước cập nhật") % {"count": len(plan)},
            _("Chạy: python3 bootstrap.py manage migrate"),
        )


def _server_version() -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
        return number, name


def queue() -> Iterator[Finding]:
    """Redis answers and what waits in it is worked off."""
    try:
        with current_app.connection_for_read() as broker:
            broker.ensure_connection(max_retries=1, timeout=3)
            client: Any = broker.default_channel.client  # type: ignore[attr-defined]
            version, length = client.info("server")["redis_version"], client.llen("celery")
    except (RedisError, BrokerError, OSError) as problem:
        cure = _("Kiểm tra REDIS_URL và xem máy chủ có đang chạy không. Máy chủ trả lời: %(answer)s")
        yield Finding(BROKEN, _("Không kết nối được Redis"), cure % {"answer": str(problem).strip()})
        return
    yield Finding(GOOD, f"Redis {version}")
    long = length > LONG_QUEUE
    yield Finding(
        LOOK if long else GOOD,
        _("Hàng đợi có %(count)s việc") % {"count": length},
        _("Xem việc nền có chạy không; nếu có, chạy thêm tiến trình việc nền.") if long else "",
    )


def background() -> Iterator[Finding]:
    """Beat was heard of lately, and nothing waits for too long."""
    now = timezone.now()
    beat = Heartbeat.objects.filter(name="beat").first()
    cure = _(
        "Chạy cổng bằng make run; khi vận hành, khởi động lại tiến trình worker và beat, rồi xem nhật ký của chúng."
    )
    if beat is None:
        yield Finding(LOOK, _("Việc nền chưa chạy lần nào"), cure)
    else:
        silence = now - beat.at
        text = _("Việc nền lên tiếng lần cuối cách đây %(seconds)s giây") % {"seconds": int(silence.total_seconds())}
        yield Finding(BROKEN, text, cure) if silence > LONGEST_SILENCE else Finding(GOOD, text)
    letters = Outbox.objects.filter(state=Outbox.State.WAITING, due_at__lt=now - LONGEST_WAIT).count()
    if letters:
        yield Finding(
            LOOK,
            _("%(count)s thư chờ gửi quá 30 phút") % {"count": letters},
            _("Xem máy chủ thư (EMAIL_HOST) có nhận không."),
        )
    jobs = Job.objects.filter(
        state__in=[Job.State.WAITING, Job.State.RUNNING], created_at__lt=now - LONGEST_WAIT
    ).count()
    if jobs:
        yield Finding(LOOK, _("%(count)s việc dài chưa xong sau 30 phút") % {"count": jobs}, cure)


def trail() -> Iterator[Finding]:
    """The chain held at its last check, which was lately; no line waits for the partition of its month."""
    found = audit.last_check()
    if found is None:
        yield Finding(
            LOOK, _("Chuỗi nhật ký chưa được kiểm tra lần nào"), _("Chạy: python3 bootstrap.py manage verify_audit")
        )
    elif not found.is_whole:
        text = _("Nhật ký KHÔNG nguyên vẹn: %(count)s chỗ đứt, thấy lúc %(moment)s")
        cure = _("Đừng sửa gì. Làm theo docs/runbook.md, mục “verify_audit fails”.")
        yield Finding(BROKEN, text % {"count": found.problem_count, "moment": moment(found.finished_at)}, cure)
    else:
        late = audit.is_late(found, at=timezone.now())
        text = _("Nhật ký nguyên vẹn, kiểm tra lúc %(moment)s") % {"moment": moment(found.finished_at)}
        cure = _("Xem tiến trình beat và worker; kiểm tra ngay bằng: python3 bootstrap.py manage verify_audit")
        yield Finding(LOOK if late else GOOD, text, cure if late else "")
    if months := audit.stray_months():
        yield Finding(
            LOOK,
            _("Dòng nhật ký của %(count)s tháng chưa nằm ở phân vùng của tháng") % {"count": len(months)},
            _("Việc nền sẽ chuyển lúc 0 giờ 20. Nếu mai vẫn còn, xem nhật ký của tiến trình worker."),
        )


def disk() -> Iterator[Finding]:
    """There is room for files, and they can be written."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free // (1024 * 1024)
    except OSError as problem:
        cure = _("Tạo thư mục ấy cho tài khoản chạy cổng, hoặc sửa DATA_DIR. Hệ điều hành trả lời: %(answer)s")
        yield Finding(
            BROKEN,
            _("Không mở được thư mục dữ liệu %(path)s") % {"path": settings.DATA_DIR},
            cure % {"answer": problem},
        )
        return
    low = free < LOW_DISK_MB
    text = _("Đĩa chứa %(path)s còn %(free)s MB") % {"path": settings.DATA_DIR, "free": free}
    yield Finding(LOOK if low else GOOD, text, _("Dọn bớt đĩa hoặc chuyển DATA_DIR sang đĩa rộng hơn.") if low else "")


PARTS: list[Callable[[], Iterator[Finding]]] = [
    configuration,
    signing_in,
    versions,
    disk,
    database,
    queue,
    background,
    trail,
]


class Command(BaseCommand):
    """Exit code 1 when something is broken, so that a monitor can ask too."""

    help = "Khám cài đặt: cấu hình, máy chủ, phiên bản, đĩa, hàng đợi, việc nền – kèm cách sửa."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        findings = [finding for part in PARTS for finding in self._look(part)]
        for finding in findings:
            self.stdout.write(f"{LABELS[finding.state]!s:>8}  {finding.text}")
            if finding.cure:
                self.stdout.write(f"          → {finding.cure}")
        if broken := sum(finding.state == BROKEN for finding in findings):
            raise CommandError(_("%(count)s chỗ cần sửa.") % {"count": broken})

    def _look(self, part: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
        try:
            yield from part()
        except DatabaseError:
            # Said by database() already, with the cure: a missing table or server need not be told twice.
            return
