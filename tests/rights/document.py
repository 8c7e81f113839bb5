"""The table role × permission × state, as a page that a lawyer of the union can read: ``docs/rights.md``."""

from collections.abc import Iterable, Iterator

from django.utils import translation

from portal.core.workflow import Step
from tests.repo.source import ROOT
from tests.rights.acts import ACTS, KINDS
from tests.rights.cast import BEYOND, OTHER, OWN, VIETNAMESE
from tests.rights.playing import Row, permissions, states_of

PATH = ROOT / "docs" / "rights.md"
RENEW = 'make test ARGS="tests/rights/test_table.py --renew-rights"'
COLUMNS = [*OWN, *BEYOND]
HEAD = """\
# Ai được làm gì (role × permission × state)

Bảng này do máy lập: mọi quyền (permission) của Cổng được hỏi cho từng người dưới đây, trên một hồ sơ ở từng trạng thái (state). Kiểm thử
so nó với chương trình, lệch một ô là báo lỗi. Không sửa bằng tay; lập lại bằng `{renew}`,
rồi đọc phần khác trước khi ghi nhận: mỗi ô đổi là một quyền đổi.

- **●** là được; ô trống là không. Cột cuối nêu những người của **địa bàn khác** cũng được (chữ in hoa; trống là không ai).
- Một việc có dấu **→** là bước chuyển trạng thái (step). Ở trạng thái không nêu tên, không ai làm được bước ấy: chỉ có một cửa đổi trạng
  thái (`portal.core.workflow.advance`), và cửa ấy từ chối.
- “Mọi trạng thái” nói về **người**: việc ấy còn có điều kiện của nó (đủ giấy tờ, trong hạn…), nêu ở từng trang.
- Ai *không thấy* hồ sơ thì được trả lời là không có trang ấy; bảng từng trang, từng trạng thái nằm ở `tests/rights/table.py`.
- Dưới mỗi bảng là **lý do từ chối**, đúng từng chữ như trên màn hình; đó cũng là điều kiện của quyền. Người giữ nhiều vai được cộng quyền,
  nhưng những điều kiện bắt đầu bằng “Bạn” vẫn buộc họ: ai đã làm phần trước thì không làm phần sau, dù qua vai khác, qua người được ủy
  quyền hay sau khi bàn giao (`tests/rights/test_separation.py`).

## Những người trong bảng

Hồ sơ trong bảng là của đoàn viên **m**, hoặc do đơn vị của **m** và các cấp trên của đơn vị ấy lập.

| | Người | Vai (role) |
|---|---|---|
"""


def draw(rows: Iterable[Row]) -> str:
    """Return the whole document."""
    with translation.override("vi"):
        rows = list(rows)
        parts = [HEAD.format(renew=RENEW) + "\n".join(_people())]
        parts += ["\n".join(_section(kind, [row for row in rows if row.kind == kind])) for kind in KINDS]
    return "\n\n".join(parts) + "\n"


def _people() -> Iterator[str]:
    for letter, role in (OWN | BEYOND | OTHER).items():
        yield f"| **{letter}** | {VIETNAMESE[letter]} | {role} |"


def _section(kind: str, rows: list[Row]) -> Iterator[str]:
    yield f"## {KINDS[kind]}\n"
    yield f"| Việc | Khi hồ sơ | {' | '.join(COLUMNS)} | Nơi khác |"
    yield "|---|---|" + ":-:|" * len(COLUMNS) + "---|"
    for row in rows:
        cells = " | ".join("●" if letter in row.may else " " for letter in COLUMNS)
        others = " ".join(letter for letter in row.may if letter in OTHER)
        yield f"| {_act(row)} | {_when(row)} | {cells} | {others} |"
    yield "\nLý do từ chối:\n"
    for permission in dict.fromkeys(row.permission for row in rows):
        refusals = " ".join(f"“{words}”" for one in permissions()[permission] if (words := str(one.refusal)))
        yield f"- `{permission}`: {refusals or 'không từ chối ai đã đăng nhập.'}"


def _act(row: Row) -> str:
    words = ACTS[row.permission][1]
    labels = list(dict.fromkeys(f"→ {step.label}{_whence(row, step)}" for step in row.steps))
    if words and labels:
        return f"{words}: {', '.join(labels)} <br>`{row.permission}`"
    return f"{words or ', '.join(labels)} <br>`{row.permission}`"


def _whence(row: Row, step: Step) -> str:
    """Return from which of the row's states a step starts, unless from all of them."""
    if step.sources >= set(row.states):
        return ""
    names = states_of(row.kind)
    return f" ({', '.join(names[state] for state in names if state in step.sources)})"


def _when(row: Row) -> str:
    names = states_of(row.kind)
    if names and set(row.states) == set(names):
        return "mọi trạng thái"
    return ", ".join(names.get(state, state) for state in row.states)
