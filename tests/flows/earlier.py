"""What happened before a flow begins, and the days it types."""

from datetime import timedelta

from django.utils import timezone

from portal.pages.story.cast import Cast


def day(days: int = 0) -> str:
    """Return today, or a day so many days later, as people type it."""
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def played(*chapters, days_ago: int) -> Cast:
    """The earlier chapters, played through the services some days ago."""
    cast = Cast(at=timezone.now() - timedelta(days=days_ago), say=lambda words: None)
    for chapter in chapters:
        chapter(cast)
    assert cast.at < timezone.now()
    return cast
