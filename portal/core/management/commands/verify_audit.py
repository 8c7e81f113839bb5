"""Walk the sealed trail and say whether anything was changed behind the portal's back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.core import audit
from portal.core.models import AuditCheck


class Command(BaseCommand):
    help = "Kiểm tra chuỗi niêm phong của nhật ký, ghi lại kết quả."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--known", default="", help="dấu niêm phong đã cất ở nơi khác; chuỗi phải còn giữ dấu ấy")
        parser.add_argument(
            "--accept", default="", metavar="LÝ DO", help="ghi lại kết luận về các chỗ đứt; báo động thôi nhắc"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = self._check(options["known"])
        while found.problems and options["accept"] and self._accept(found, options["accept"]):
            found = self._check("")
        self.stdout.write(f"{found.seals} niêm phong, {found.lines} dòng.")
        if found.accepted:
            self.stdout.write(f"{found.accepted} chỗ đứt đã có kết luận từ trước.")
        if not found.is_whole:
            self.stderr.write("Nhật ký KHÔNG nguyên vẹn. Giữ nguyên máy chủ và báo người phụ trách an toàn thông tin.")
            raise SystemExit(1)
        self.stdout.write(f"Nhật ký nguyên vẹn. Niêm phong cuối: {found.digest}")

    def _check(self, known: str) -> AuditCheck:
        found = audit.check(at=timezone.now(), full=True, known=known)
        if found is None:
            raise CommandError("Một lần kiểm tra khác đang chạy. Hãy chờ nó xong rồi chạy lại.")
        for problem in found.problems:
            self.stderr.write(problem["sentence"])
        if found.problem_count > len(found.problems):
            self.stderr.write(f"… và {found.problem_count - len(found.problems)} chỗ nữa.")
        return found

    def _accept(self, found: AuditCheck, reason: str) -> int:
        problems = [audit.Problem(one["seal"], one["sentence"], one["fingerprint"]) for one in found.problems]
        return audit.accept(problems, at=timezone.now(), reason=reason)
