"""Play the whole job on a scratch database and print each step; fail if any step fails."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone, translation

from portal.core.errors import DomainError
from portal.pages.story import Cast, play
from portal.pages.story.cast import StoryError


class Command(BaseCommand):
    help = "Chạy trọn một phong trào từ phát động đến báo cáo trên cơ sở dữ liệu tạm."

    def handle(self, *args: Any, **options: Any) -> None:
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with translation.override("vi"):
                self._play()
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)

    def _play(self) -> None:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            call_command("load_demo", stdout=nowhere)
        try:
            # The story opens the public page through Django's test client, which calls itself testserver.
            with override_settings(ALLOWED_HOSTS=["testserver"]):
                play(Cast(at=timezone.localtime().replace(hour=8, minute=30), say=self.stdout.write))
        except (StoryError, DomainError) as problem:
            self.stderr.write(f"Câu chuyện dừng ở đây: {problem}")
            raise SystemExit(1) from problem
        self.stdout.write("Trọn câu chuyện, không bước nào sai.")
