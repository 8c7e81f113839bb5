"""What the launcher reads: the environment, .env, and the locked libraries."""

import re
import subprocess

import pytest

from portal.embedded.config import ROOT, read_config, read_dotenv
from portal.embedded.console import LauncherError
from portal.embedded.processes import Child


def test_dotenv_reads_plain_quoted_exported_and_commented_lines(tmp_path):
    file = tmp_path / ".env"
    file.write_text(
        '# chú thích\nPORT=9000\nexport NAME="Liên đoàn Lao động" \nEMPTY=\nPLAIN=một # hai\n', encoding="utf-8"
    )
    assert read_dotenv(file) == {"PORT": "9000", "NAME": "Liên đoàn Lao động", "EMPTY": "", "PLAIN": "một"}


def test_dotenv_names_the_line_it_cannot_read(tmp_path):
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nkhông phải thế này\n", encoding="utf-8")
    with pytest.raises(LauncherError, match=r"Dòng 2 của tệp \.env"):
        read_dotenv(file)


def test_missing_dotenv_says_nothing(tmp_path):
    assert read_dotenv(tmp_path / ".env") == {}


@pytest.mark.parametrize("text", ["0", "65536", "tám nghìn", "-1", "80.5"])
def test_port_that_is_no_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(LauncherError, match=f"PORT={text} không phải số cổng mạng"):
        read_config()


def test_port_and_data_dir_have_defaults_and_are_taken_from_the_checkout(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setenv("DATA_DIR", "somewhere/else")
    config = read_config(dotenv=False)
    assert (config.port, config.data_dir) == (8000, ROOT / "somewhere" / "else")


def test_server_that_will_not_stop_is_forced(tmp_path):
    stubborn = subprocess.Popen(
        ["sh", "-c", "trap '' TERM; echo ready; sleep 60"], stdout=subprocess.PIPE, start_new_session=True
    )
    assert stubborn.stdout is not None
    assert stubborn.stdout.readline() == b"ready\n"
    Child("bướng bỉnh", stubborn, 15, tmp_path / "log").stop(patience=lambda: 0.2)
    stubborn.stdout.close()
    assert stubborn.returncode == -9


def test_development_libraries_hold_all_of_the_running_ones_at_the_same_version():
    run, dev = (
        set(re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    )
    assert run - dev == set()
    assert len(run) > 30


def test_every_setting_stands_in_the_example_file():
    settings = (ROOT / "portal" / "settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r"env\.read_\w+\(\"(\w+)\"", settings))
    shown = set(re.findall(r"^# (\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(asked) > 15
    assert asked - shown == set()
