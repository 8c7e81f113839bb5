"""
Measure the main jobs at two sizes and print the table of benchmarks/README.md.

``python3 bootstrap.py benchmark`` starts throw-away servers for it; with DATABASE_URL and
REDIS_URL set it uses those. ``--rows 1000 100000`` chooses the sizes, ``--rounds 10`` gives a
quick look, ``--write`` puts the table into the README. ``--nation`` measures the tree and the people of
the whole confederation instead; ``--share 100`` makes a hundredth of it.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BUSY = 0.5  # others' load per core, before the start, from which times say little


def measure(*arguments: object, module: str = "benchmarks.measure") -> dict:
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True, env=os.environ,
    )  # fmt: skip
    return json.loads(done.stdout.strip().splitlines()[-1])


def number(value: float, digits: int = 0) -> str:
    return f"{value:,.{digits}f}"


def time(milliseconds: float) -> str:
    return number(milliseconds, 1 if milliseconds >= 1 else 3)


def table(results: list[dict]) -> str:
    """Return the rows as Markdown; a job's last two columns are for the last size: times its floor, and its growth."""
    sizes = " | ".join(f"N = {number(one['rows'])}: p50 / p95 ms | SQL" for one in results)
    lines = [f"| Job | {sizes} | × its floor | × with N |", "|---|" + "---:|" * (2 * len(results) + 2)]
    for place, name in enumerate(results[0]["jobs"]):
        found = [list(one["jobs"].values())[place] for one in results]
        cells = [f"{time(job['p50'])} / {time(job['p95'])} | {job['sql']}" for job in found]
        floor = results[-1]["jobs"][found[-1]["floor"]]
        over, grown = found[-1]["p50"] / floor["p50"], found[-1]["p50"] / found[0]["p50"]
        lines.append(f"| {name} | {' | '.join(cells)} | {number(over, 1)} | {number(grown, 1)} |")
    return "\n".join(lines)


def nation(found: dict, load: float) -> str:
    """Return the figures of the whole confederation as Markdown."""
    lines = [
        heading(found, load),
        "",
        f"- {number(found['units'])} units, {number(found['members'])} members, loaded in {number(found['load_s'])} s",
        "",
        "| What | p50 / p95 ms | its SQL, p50 ms | raw SQL, p50 ms | its SQL × raw | SQL |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, row in found["rows"].items():
        raw = (
            f"{time(row['own'])} | {time(row['raw'])} | {number(row['own'] / row['raw'], 1)}"
            if "raw" in row
            else " | | "
        )
        lines.append(f"| {name} | {time(row['p50'])} / {time(row['p95'])} | {raw} | {row['sql']} |")
    return "\n".join(lines)


def heading(found: dict, load: float) -> str:
    cores = os.cpu_count() or 1
    head = (
        f"{datetime.now(VIETNAM):%d/%m/%Y}; {cores} cores, Python {platform.python_version()},"
        f" PostgreSQL {found['postgres']} on the same machine."
    )
    if load > BUSY * cores:
        head += f" **The machine was busy with other work (load {number(load, 1)}): compare ratios, not times.**"
    return head


def report(results: list[dict], load: float) -> str:
    head = heading(results[0], load)
    about = [
        f"- N = {number(one['rows'])}: {number(one['sizes']['initiatives_initiative'])} initiatives,"
        f" {number(one['sizes']['units_unit'])} units, {number(one['sizes']['units_member'])} members;"
        f" loaded in {number(one['filled_s'])} s, of which the made-up rows took {number(one['generated_s'])} s"
        for one in results
    ]
    return "\n".join([head, "", *about, "", table(results)])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--nation", action="store_true")
    parser.add_argument("--share", type=int, default=1)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    if options.nation:
        text = nation(measure(options.share, options.rounds, module="benchmarks.nation"), load)
    else:
        text = report([measure(rows, options.rounds) for rows in options.rows], load)
    print(text)
    if options.write:
        write(text, "nation" if options.nation else "figures")


def write(text: str, name: str) -> None:
    """Put ``text`` between the marks of its name in the README."""
    readme = HERE / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(f"<!-- {name} -->")
    after = rest.partition(f"<!-- /{name} -->")[2]
    readme.write_text(f"{before}<!-- {name} -->\n{text}\n<!-- /{name} -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
