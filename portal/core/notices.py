"""Who is told what. Rows are written with the change; sending comes after it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from portal.core.models import Notice, Outbox


def enqueue(
    event: str,
    *,
    recipients: Iterable[Any],
    subject: object,
    body: object = "",
    url: str = "",
    at: datetime,
    phones: Mapping[int, str] | None = None,
) -> int:
    """
    Tell each recipient once about ``event``, in their inbox and, where they have an address, by e-mail.

    Called in the transaction of the change: no notice without the change, none lost. Calling it
    again for the same event tells nobody twice.

    :param phones: by account the number to which the subject goes as a short message where there is no e-mail; for
        the few occurrences that cannot wait until the person looks
    :param event: names the occurrence, such as ``campaign.launch:17``
    :return: how many people were told now
    """
    people = {person.pk: person for person in recipients if person.is_active}
    known = set(Notice.objects.filter(event=event, recipient__in=people).values_list("recipient_id", flat=True))
    notices = Notice.objects.bulk_create(
        Notice(recipient_id=pk, event=event, subject=str(subject), body=str(body), url=url, created_at=at)
        for pk in people
        if pk not in known
    )
    Outbox.objects.bulk_create(
        Outbox(notice=notice, channel=channel, address=address, due_at=at)
        for notice in notices
        for channel, address in _way_to(people[notice.recipient_id], phones or {})
    )
    return len(notices)


def _way_to(person: Any, phones: Mapping[int, str]) -> list[tuple[str, str]]:
    if person.email:
        return [(Outbox.Channel.EMAIL, person.email)]
    number = phones.get(person.pk)
    return [(Outbox.Channel.PHONE, number)] if number else []
