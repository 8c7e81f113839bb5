"""The benchmarks fill their tables beside the models: a new column must not be learnt of only when they are wanted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
SMALL = {
    "the main jobs": (
        "run",
        ["--rows", "40", "--rounds", "1"],
        ["Submit an initiative", "Report build: fill a province's month, per report"],
    ),
    "the confederation": (
        "run",
        ["--nation", "--share", "3000", "--rounds", "1"],
        ["Member search by phone", "Two provinces merged"],
    ),
    # Not fewer: a small file is checked before its page answers.
    "spreadsheets": ("sheets", ["--rows", "9000"], ["check again [0, 0, 9000, 0]"]),
}


@pytest.mark.parametrize(("module", "options", "jobs"), SMALL.values(), ids=SMALL)
def test_every_job_is_played_on_a_small_set(module, options, jobs):
    database = settings.DATABASES["default"]
    server = f"postgresql://{database['USER']}@/postgres?host={database['HOST']}&port={database['PORT'] or 5432}"
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *options],
        cwd=ROOT, env=os.environ | {"DATABASE_URL": server}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for job in jobs:
        assert job in done.stdout, done.stdout
