"""One process makes the database ready and speaks in lines of progress."""

import io

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_prepare_without_demo_leaves_a_current_database_alone(settings):
    settings.DEMO = False
    output, progress = io.StringIO(), io.StringIO()
    call_command("prepare", stdout=output, stderr=progress)
    assert (output.getvalue(), progress.getvalue()) == ("", "> đã có sẵn\n")
