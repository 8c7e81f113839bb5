"""
The whole job, played through the services: launch, submit, score, recognise, commend, report.

Run by ``manage.py demo_story`` on a scratch database; each chapter checks what it left behind.
"""

from portal.pages.story.cast import Cast
from portal.pages.story.chapters import CHAPTERS

__all__ = ["CHAPTERS", "Cast", "play"]


def play(cast: Cast) -> None:
    """
    Play every chapter on a database that holds the demo, saying each step.

    :raises Exception: whatever the first refused step raised; a story never swallows a refusal
    """
    for chapter in CHAPTERS:
        chapter(cast)
