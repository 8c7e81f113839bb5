"""The tree and the people of the whole confederation, measured; prints JSON. Called by run.py."""

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from html import unescape
from typing import Any

from benchmarks.measure import prepare, scratch_database, version

RAW_SUBTREE = "SELECT count(*) FROM units_unit WHERE path >= %s AND path < %s"
RAW_ANCESTORS = "SELECT id, code, name, short_name, level, path FROM units_unit WHERE id = ANY(%s) ORDER BY level, id"
RAW_LOGIN = "SELECT id, username, full_name FROM units_user WHERE username = %s"
RAW_MINE = """
    SELECT a.id, a.role, u.id, u.code, u.path, u.level FROM units_assignment a JOIN units_unit u ON u.id = a.unit_id
    WHERE a.user_id = %s AND a.valid_from <= current_date AND (a.valid_to IS NULL OR a.valid_to > current_date)
    ORDER BY u.level, a.id
"""


def main(share: int, rounds: int) -> None:
    with scratch_database("bench_nation") as url:
        prepare(url)
        _fill_and_measure(share, rounds)


def _fill_and_measure(share: int, rounds: int) -> None:
    from django.core.management import call_command

    from benchmarks.confederation import generate

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("load_demo", stdout=nowhere)
    started = time.monotonic()
    units, members = generate(share)
    found = {"units": units, "members": members, "load_s": time.monotonic() - started, "postgres": version()}
    found["rows"] = _questions(rounds) | _pages(rounds) | _merger()
    sys.stdout.write(json.dumps(found) + "\n")


def _questions(rounds: int) -> dict[str, dict]:
    """What is asked of the tree, each beside the same question in plain SQL."""
    from accounts.selectors import find_login
    from units.models import Unit, User
    from units.selectors import list_ancestors

    province = Unit.objects.get(code="LD-BNI")
    union = Unit.objects.filter(code__startswith="CN-", province=province).order_by("-pk")[0]
    officer = User.objects.get(username="NV-018")
    after = province.path.rstrip("/") + "0"

    def mine() -> object:
        officer.__dict__.pop("assignments", None)
        return officer.assignments

    def permitted() -> object:
        officer.__dict__.pop("assignments", None)
        return officer.oversees(union)

    return {
        "Subtree of a province, counted": _beside(
            lambda: Unit.objects.under(province).count(), (RAW_SUBTREE, [province.path, after]), rounds
        ),
        "Ancestors of a union": _beside(
            lambda: list(list_ancestors(union)), (RAW_ANCESTORS, [union.ancestor_ids]), rounds
        ),
        "Account by login": _beside(lambda: find_login("nv-018"), (RAW_LOGIN, ["NV-018"]), rounds),
        "My units": _beside(mine, (RAW_MINE, [officer.pk]), rounds),
        "Permission check, nothing remembered": _beside(permitted, (RAW_MINE, [officer.pk]), rounds),
    }


def _pages(rounds: int) -> dict[str, dict]:
    from django.urls import reverse

    from benchmarks.jobs import client_of
    from units.models import Member, Unit

    official, leader = client_of("NV-018"), client_of("NV-053")
    province = Unit.objects.get(code="LD-BNI")
    top = Unit.objects.get(code="TLD")
    made = Member.objects.filter(code__startswith="DV", unit__province=province).order_by("pk")
    rare = made.filter(full_name__contains="Ngã").first() or made[0]  # a small set may have no such name
    upper = Unit.objects.filter(code__startswith="CX-", province=province).order_by("-pk")[0]
    of_province, of_all, of_upper = (reverse("units:members", args=[one.pk]) for one in (province, top, upper))
    pages = {
        "Page of the confederation": (leader, reverse("units:detail", args=[top.pk]), {}),
        "Page of a province": (official, reverse("units:detail", args=[province.pk]), {}),
        "Members of a province, first page": (official, of_province, {}),
        "Member search, a rare name with accents": (official, of_province, {"q": rare.full_name}),
        "Member search, the same without accents": (official, of_province, {"q": _bare(rare.full_name)}),
        "Member search, a common name (nguyen thi lan)": (official, of_province, {"q": "nguyen thi lan"}),
        "… in the whole confederation": (leader, of_all, {"q": "nguyen thi lan"}),
        "… in an upper union": (official, of_upper, {"q": "nguyen thi lan"}),
        "Member search, one given name (lan)": (official, of_province, {"q": "lan"}),
        "… in the whole confederation, page 2": (leader, _second_page(leader, of_all, "lan"), {}),
        "Member search, the commonest family name (nguyen)": (official, of_province, {"q": "nguyen"}),
        "Member search, a name half typed (nguyen thi l)": (official, of_province, {"q": "nguyen thi l"}),
        "… of nobody, in an upper union (tran duc x)": (official, of_upper, {"q": "tran duc x"}),
        "Member search, common words with a gap (nguyen lan)": (leader, of_all, {"q": "nguyen lan"}),
        "Member search by code": (official, of_province, {"q": rare.code}),
        "Member search by phone": (official, of_province, {"q": rare.phone}),
        "Unit search (cong ty quoc gia 777)": (official, reverse("units:list"), {"q": "cong ty quoc gia 777"}),
    }
    return {name: _measured(lambda one=one: _open(*one), rounds) for name, one in pages.items()}


def _second_page(client: Any, address: str, text: str) -> str:
    found = re.search(r'href="(\?[^"]*sau=[^"]+)"', client.get(address, {"q": text}).content.decode())
    return address + unescape(found[1]) if found else f"{address}?q={text}"  # a small set has one page


def _bare(text: str) -> str:
    from portal.core.search import fold

    return fold(text)


def _open(client: Any, address: str, query: dict[str, str]) -> None:
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)


def _merger() -> dict[str, dict]:
    """Two provinces, each with its whole branch, into a new one; once."""
    from datetime import timedelta

    from django.utils import timezone

    from units.enums import Change, ChangeState
    from units.models import Unit, UnitChange, User
    from units.services import NewUnit, Plan, apply_change, draft_change

    today = timezone.localdate()
    sources = list(Unit.objects.filter(code__in=("LD-LSO", "LD-CBA")).order_by("pk"))
    below = sum(Unit.objects.under(one).count() for one in sources)
    new = NewUnit(code="LD-DO", name="Liên đoàn Lao động tỉnh Đo", short_name="LĐLĐ tỉnh Đo", doc_suffix="LĐLĐ")
    plan = Plan(
        kind=Change.MERGE, decision_no="1/QĐ-TLĐ", decided_on=today - timedelta(days=1), effective_on=today,
        sources=sources, targets=[new],
    )  # fmt: skip
    change = draft_change(plan, actor=User.objects.get(username="NV-086"), at=timezone.now())
    UnitChange.objects.filter(pk=change.pk).update(state=ChangeState.CONFIRMED)
    row = _measured(lambda: apply_change(change, at=timezone.now()), 1)
    change.refresh_from_db()
    assert change.state == ChangeState.APPLIED
    return {f"Two provinces merged, {below:,} units": row}


def _beside(ask: Callable[[], object], raw: tuple[str, list], rounds: int) -> dict:
    """Return the times of a question, of the statements it sends, and of the plain statement."""
    row = _measured(ask, rounds)
    statements = row.pop("statements")
    own = sum(_measured(lambda one=one: _run(one, None), rounds)["p50"] for one in statements)
    return row | {"own": own, "raw": _measured(lambda: _run(*raw), rounds)["p50"]}


def _run(statement: str, scope: list | None) -> object:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, scope)
        return cursor.fetchall()


def _measured(job: Callable[[], object], rounds: int) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if rounds > 1:
        job()
    with CaptureQueriesContext(connection) as queries:
        times = [_timed(job)]
    # Read now: a later request forgets them.
    sent = [one["sql"] for one in queries]
    statements = [one for one in sent if not one.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    times += [_timed(job) for _turn in range(rounds - 1)]
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    return {"p50": statistics.median(times), "p95": p95, "sql": len(statements), "statements": statements}


def _timed(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
