"""Load the demo: the data of each app in turn, through its services where the story allows."""

import time
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from portal.core.retention import load_rules
from units.demo import load_demo as load_units
from units.models import Unit

APPS = ("councils", "campaigns", "initiatives", "awards", "reports")


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa vào cơ sở dữ liệu trống."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="không làm gì nếu đã có đơn vị")

    def handle(self, *args: Any, **options: Any) -> None:
        if Unit.objects.exists():
            if not options["if_empty"]:
                self.stderr.write("Cơ sở dữ liệu đã có đơn vị. Dữ liệu minh họa chỉ nạp vào cơ sở trống.")
                raise SystemExit(1)
            return
        with translation.override("vi"), transaction.atomic():
            self._load()

    def _load(self) -> None:
        at = timezone.now()
        started = time.monotonic()
        accounts = load_units(at=at)
        self._say("units", started)
        for name in APPS:
            started = time.monotonic()
            import_module(f"{name}.demo").load_demo(at=at, accounts=accounts)
            self._say(name, started)
        load_rules(at=at)

    def _say(self, name: str, started: float) -> None:
        self.stdout.write(f"  dữ liệu minh họa: {name} ({time.monotonic() - started:.1f} giây)")
