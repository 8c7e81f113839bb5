"""The catalogue of an empty installation."""

from io import StringIO

import pytest
from django.core.management import call_command

from awards.models import AwardRule, AwardType
from councils.models import CouncilRule, Rubric
from initiatives.models import Limit
from reports.models import Indicator, ReportSchedule

pytestmark = pytest.mark.django_db
TABLES = (AwardRule, AwardType, CouncilRule, Rubric, Limit, Indicator, ReportSchedule)


def test_every_app_has_its_rows():
    call_command("load_catalogue", stdout=StringIO())
    assert [table.__name__ for table in TABLES if not table.objects.exists()] == []


def test_running_again_adds_nothing():
    call_command("load_catalogue", stdout=StringIO())
    before = [table.objects.count() for table in TABLES]
    call_command("load_catalogue", stdout=StringIO())
    assert [table.objects.count() for table in TABLES] == before
