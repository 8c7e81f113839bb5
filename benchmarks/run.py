"""
Measure the main jobs at two sizes and print the table of benchmarks/README.md.

``python3 bootstrap.py benchmark`` starts throw-away servers for it; with DATABASE_URL and
REDIS_URL set it uses those. ``--rows 1000 100000`` chooses the sizes, ``--write`` puts the
table into the README.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOOR_OF = {
    "danh sách 50 sáng kiến của tỉnh": "sàn: 50 dòng theo chỉ mục",
    "trang thứ 20 của danh sách": "sàn: 50 dòng theo chỉ mục",
    "danh sách có tìm chữ": "sàn: 50 dòng theo chỉ mục",
}


def measure(rows: int) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", str(rows)],
        cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True, env=os.environ,
    )  # fmt: skip
    return json.loads(done.stdout.strip().splitlines()[-1])


def table(results: list[dict]) -> str:
    head = (
        "| Việc | "
        + " | ".join(f"N = {one['rows']:,}: p50 / p95 (ms), SQL".replace(",", ".", 1) for one in results)
        + " | × sàn |"
    )
    lines = [head, "|---|" + "---|" * (len(results) + 1)]
    for name in results[0]["jobs"]:
        cells = [
            f"{one['jobs'][name]['p50']:.1f} / {one['jobs'][name]['p95']:.1f}, {one['jobs'][name]['sql']}"
            for one in results
        ]
        floor = FLOOR_OF.get(name, "sàn: một dòng theo khóa")
        last = results[-1]["jobs"]
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {last[name]['p50'] / last[floor]['p50']:.1f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    results = [measure(rows) for rows in options.rows]
    about = [
        f"- N = {one['rows']:,}: {one['sizes']['initiatives_initiative']:,} sáng kiến, {one['sizes']['units_unit']:,} đơn vị,"
        f" {one['sizes']['units_member']:,} đoàn viên; nạp trong {one['filled_s']} giây".replace(",", ".")
        for one in results
    ]
    text = "\n".join([f"{os.cpu_count()} lõi, Python {platform.python_version()}", "", *about, "", table(results)])
    print(text)
    if options.write:
        readme = HERE / "README.md"
        before, _, rest = readme.read_text(encoding="utf-8").partition("<!-- figures -->")
        after = rest.partition("<!-- /figures -->")[2]
        readme.write_text(f"{before}<!-- figures -->\n{text}\n<!-- /figures -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
