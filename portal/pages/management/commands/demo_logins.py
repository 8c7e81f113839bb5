"""Print one demo login per role."""

from typing import Any

from django.core.management.base import BaseCommand

from units.demo import LOGINS, PASSWORD
from units.models import User


class Command(BaseCommand):
    help = "In tài khoản minh họa theo vai trò."

    def handle(self, *args: Any, **options: Any) -> None:
        names = dict(User.objects.filter(username__in=LOGINS).values_list("username", "full_name"))
        if not names:
            return
        self.stdout.write(f"Tài khoản minh họa (mật khẩu chung: {PASSWORD})")
        for code, what in LOGINS.items():
            if code in names:
                self.stdout.write(f"  {code}  {names[code]:<22} {what}")
