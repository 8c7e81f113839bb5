"""“Việc của tôi”: what waits for a person in all apps, in the order of its deadlines."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import awards.selectors
import campaigns.selectors
import councils.selectors
import initiatives.selectors
import reports.selectors
import units.selectors
from portal.core.work import Work
from units.models import User

SOURCES = (
    initiatives.selectors,
    councils.selectors,
    awards.selectors,
    campaigns.selectors,
    reports.selectors,
    units.selectors,
)
SOON = timedelta(days=7)


@dataclass(slots=True)
class Group:
    """The rows under one heading of the inbox, as components/_inbox.html wants them."""

    title: str
    urgent: bool = True
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> str:
        return ngettext("%(n)d việc", "%(n)d việc", len(self.rows)) % {"n": len(self.rows)}


def list_work(user: User, *, day: date) -> list[Work]:
    """Return everything that waits for ``user``, soonest first, what has no deadline last."""
    found = [work for source in SOURCES for work in source.list_work(user, day=day)]
    return sorted(found, key=lambda work: (work.due_on is None, work.due_on or date.max, work.title))


def in_groups(found: list[Work], *, day: date) -> list[Group]:
    """Return the work under Quá hạn, Hôm nay, Đến dd/mm and Chưa gấp; the very first row is the main one."""
    groups = {
        "late": Group(_("Quá hạn")),
        "today": Group(_("Hôm nay")),
        "soon": Group(_("Đến %(day)s") % {"day": f"{day + SOON:%d/%m}"}, urgent=False),
        "rest": Group(_("Chưa gấp"), urgent=False),
    }
    for work in found:
        group = groups[_urgency(work.due_on, day)]
        group.rows.append(_row(work, primary=work is found[0], later=not group.urgent))
    return [group for group in groups.values() if group.rows]


def _urgency(due_on: date | None, day: date) -> str:
    if due_on is None or due_on > day + SOON:
        return "rest"
    if due_on < day:
        return "late"
    return "today" if due_on == day else "soon"


def _row(work: Work, *, primary: bool, later: bool) -> dict[str, Any]:
    return {
        "what": work.title,
        "why": work.detail,
        "url": work.url,
        "verb": work.verb,
        "due_on": work.due_on,
        "primary": primary,
        "later": later and not primary,
    }
