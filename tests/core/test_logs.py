"""What a machine reads in the logs."""

import json
import os
import subprocess
import sys

BREAKS = """
import logging, django
django.setup()
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("portal").exception("không chia được")
"""


def test_line_of_json_tells_where_it_broke():
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "LOG_JSON": "1", "DEBUG": "1"}
    run = subprocess.run([sys.executable, "-c", BREAKS], env=environ, capture_output=True, encoding="utf-8", check=True)
    line = json.loads(run.stderr)
    assert (line["event"], line["level"], line["logger"]) == ("không chia được", "error", "portal")
    assert line["exception"].splitlines()[0] == "Traceback (most recent call last):"
    assert line["exception"].splitlines()[-1] == "ZeroDivisionError: division by zero"
