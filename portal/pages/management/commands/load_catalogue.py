"""Load the dated rows of the law, rubrics, limits and indicators: what a new installation needs first."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from awards.models import AwardRule
from awards.services import load_catalogue as load_awards
from councils.models import CouncilRule
from councils.services import load_catalogue as load_councils
from initiatives.models import Limit
from initiatives.services import load_catalogue as load_initiatives
from portal.core.models import RetentionRule
from portal.core.retention import load_rules
from reports.models import Indicator
from reports.services import load_catalogue as load_reports
from units.models import ChargeLimit
from units.services import load_catalogue as load_units

TABLES = (ChargeLimit, CouncilRule, Limit, AwardRule, Indicator, RetentionRule)


class Command(BaseCommand):
    """Safe to run again, after every upgrade: known rows are set to the files, rows of units stay."""

    help = "Nạp danh mục: điều kiện khen thưởng, phiếu chấm, thời hạn, chỉ số báo cáo. Chạy lại sau mỗi lần nâng cấp."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        for load in (load_units, load_councils, load_initiatives, load_awards, load_reports, load_rules):
            load(at=at)
        counts = ", ".join(f"{table._meta.label} {table._default_manager.count()}" for table in TABLES)
        self.stdout.write(f"Danh mục: {counts}")
