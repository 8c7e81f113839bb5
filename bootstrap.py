#!/usr/bin/env python3
"""
Start, test and look after the portal from a bare checkout: ``python3 bootstrap.py help``.

Standard library only: this runs before anything is installed. The work is done
in ``portal/embedded``.
"""

import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)


def main() -> int:
    """Run the command of the command line and return its exit code."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(
            "Cần Python 3.11 trở lên, còn máy đang dùng Python " + found + ". "
            "Cài bản mới hơn rồi chạy, ví dụ: python3.11 bootstrap.py run\n"
        )
        return 1
    if sys.platform == "win32":
        sys.stderr.write("Cổng Thi đua không chạy trực tiếp trên Windows. Dùng WSL hoặc một máy Linux.\n")
        return 1
    # `import portal` loads Celery, which may not be installed yet: a stand-in lets us reach portal.embedded alone.
    stand_in = ModuleType("portal")
    stand_in.__path__ = [str(ROOT / "portal")]
    sys.modules["portal"] = stand_in
    from portal.embedded.commands import main as run_command  # noqa: PLC0415 - only now is there a portal to import from

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
