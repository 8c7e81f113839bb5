"""The chapters in their order."""

from collections.abc import Callable

from portal.pages.story.cast import Cast
from portal.pages.story.commendation import commend
from portal.pages.story.launch import launch
from portal.pages.story.recognition import recognise
from portal.pages.story.reporting import report
from portal.pages.story.submission import submit

CHAPTERS: tuple[Callable[[Cast], None], ...] = (launch, submit, recognise, commend, report)
