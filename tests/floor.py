"""
Do the tests reach what they must?

``make test`` without ARGS measures both halves of the tests and asks here at the end. A part of the tests is not judged.
"""

import io
import sys
from collections.abc import Iterator

from coverage import Coverage

LAYERS = ("rules", "states", "services")
DECIDING = [pattern for layer in LAYERS for pattern in (f"*/{layer}.py", f"*/{layer}/*")] + ["*/awards/eligibility/*"]
# A ratchet: raised when the tests reach more, never lowered. All of the first is reached; a race decides about a line or two.
FLOORS = (
    ("rules, states, services and the judge of awards", 99.9, DECIDING),
    ("everything", 99, ["*"]),
)


def judge() -> int:
    """Put together what was measured and say what each floor lacks; the exit code is 1 if one is missed."""
    measured = Coverage()
    measured.combine()
    missed = "\n".join(shortfalls(measured))
    sys.stdout.write(f"{missed or 'The tests reach what they must.'}\n")
    return 1 if missed else 0


def shortfalls(measured: Coverage) -> Iterator[str]:
    """Yield a table of the lines left out for each floor that is missed, the worst file first."""
    for what, floor, patterns in FLOORS:
        table = io.StringIO()
        reached = measured.report(
            file=table, include=patterns, show_missing=True, skip_covered=True, sort="-miss", precision=2
        )
        if reached < floor:
            yield f"The tests reach {reached:.2f} % of {what}; the floor is {floor} %.\n{table.getvalue()}"


if __name__ == "__main__":
    sys.exit(judge())
