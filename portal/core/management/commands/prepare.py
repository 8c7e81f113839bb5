"""Bring the database to the version of the code; with DEMO, fill an empty one and show who can sign in."""

import io
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import audit


class _Relay(io.TextIOBase):
    """Passes on whole lines of another command as lines of progress."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command
        self.rest = ""

    def write(self, text: str) -> int:
        *lines, self.rest = (self.rest + text).split("\n")
        for line in lines:
            if line.strip():
                self.command.stderr.write(f"> {line.strip()}", lambda plain: plain)
        return len(text)


class Command(BaseCommand):
    """One process instead of three: a warm start must not pay for Django's start-up again and again."""

    help = "Cập nhật cơ sở dữ liệu, nạp dữ liệu mẫu nếu còn trống (khi DEMO=1), in các tài khoản dùng thử."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        relay = _Relay(self)
        try:
            changed = self._migrate(relay)
        except OperationalError as problem:
            raise CommandError(
                _("Không kết nối được cơ sở dữ liệu. Kiểm tra địa chỉ ở DATABASE_URL. Máy chủ trả lời: %(answer)s")
                % {"answer": str(problem).strip()}
            ) from problem
        if settings.DEMO:
            self._load_demo(relay)
            # The demo's lines reach back for years: their months are made at once, not by the next night.
            audit.make_months(at=timezone.now())
        elif not changed:
            relay.write(_("đã có sẵn") + "\n")

    def _migrate(self, relay: _Relay) -> bool:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            relay.write(_("cập nhật cấu trúc: %(count)s bước") % {"count": len(plan)} + "\n")
            call_command("migrate", interactive=False, verbosity=0, database=DEFAULT_DB_ALIAS, stdout=relay)
        return bool(plan)

    def _load_demo(self, relay: _Relay) -> None:
        known = get_commands()
        if "load_demo" in known:
            call_command("load_demo", if_empty=True, stdout=relay)
        if "demo_logins" in known:
            call_command("demo_logins", stdout=self.stdout)
