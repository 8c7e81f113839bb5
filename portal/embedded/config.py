"""Where the launcher works and with what: the environment, ``.env``, the folders."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.console import LauncherError

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DEFAULT_PORT = 8000
LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Config:
    """What the reader has chosen, by the environment or by ``.env``."""

    environ: Mapping[str, str]
    data_dir: Path
    port: int

    @property
    def address(self) -> str:
        """Return the address to open in a browser on this machine."""
        return f"http://localhost:{self.port}"

    def has(self, name: str) -> bool:
        """Tell whether the setting is given, as itself or as the name of a file that holds it."""
        return bool(self.environ.get(name) or self.environ.get(f"{name}_FILE"))


def read_config(*, dotenv: bool = True) -> Config:
    """
    Return what the environment says, completed by ``.env``: the environment wins.

    :raises LauncherError: if a value cannot be understood
    """
    environ = (read_dotenv(ROOT / ".env") if dotenv else {}) | dict(os.environ)
    # Resolved against the checkout: `make run` and `cd elsewhere; python3 …/bootstrap.py run` must mean the same data.
    data_dir = (ROOT / os.path.expanduser(environ.get("DATA_DIR") or ".data")).resolve()
    return Config(environ, data_dir, _read_port(environ.get("PORT") or str(DEFAULT_PORT)))


def read_dotenv(path: Path) -> dict[str, str]:
    """Return the ``KEY=VALUE`` lines of a file; a missing file has none."""
    values: dict[str, str] = {}
    if not path.is_file():
        return values
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip().removeprefix("export ").lstrip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise LauncherError(f"Dòng {number} của tệp .env không đọc được. Mỗi dòng viết theo mẫu TÊN=giá trị.")
        values[name.strip()] = _unquote(value.strip())
    return values


def _unquote(value: str) -> str:
    for mark in ("'", '"'):
        if len(value) > 1 and value.startswith(mark) and value.endswith(mark):
            return value[1:-1]
    return value.split(" #", 1)[0].rstrip()


def _read_port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT:
        return int(text)
    raise LauncherError(f"PORT={text} không phải số cổng mạng. Chọn một số từ 1 đến {LAST_PORT}, ví dụ PORT=8001.")


def require_linux(config: Config) -> None:
    """
    Refuse to start embedded servers where there are none.

    :raises LauncherError: naming the addresses that must then be given
    """
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not config.has(name)]
    known = sys.platform == "linux" and os.uname().machine in {"x86_64", "aarch64"}
    if missing and not known:
        raise LauncherError(
            "PostgreSQL và Redis đi kèm chỉ chạy trên Linux x86_64 hoặc aarch64. "
            f"Trên máy này, hãy tự cài hai máy chủ ấy rồi đặt {' và '.join(missing)} (mẫu ở tệp .env.example)."
        )
