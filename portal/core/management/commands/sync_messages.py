"""Bring the catalogues of messages in step with the source (development only)."""

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Gom câu chữ từ mã nguồn vào locale/en và biên dịch cả hai ngôn ngữ."

    def handle(self, *args: Any, **options: Any) -> None:
        # The gatherer needs the development requirements; the command list is read without them too.
        from portal.core.messages import sync  # noqa: PLC0415

        added, removed, open_ones = sync()
        self.stdout.write(f"thêm {added}, bỏ {removed}, chưa dịch sang tiếng Anh {open_ones}")
