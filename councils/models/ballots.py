"""
Ballots, apart from who cast them.

That a member has voted (``BallotCast``), what was voted (``Ballot``) and the codes handed out
(``Receipt``) are three tables that share nothing but the dossier. No moment, no running number and
no order of rows joins them: all ballots of a dossier are written anew each time one is added.
"""

import uuid

from django.db import models
from django.db.models import Q

from councils.enums import Choice


class Ballot(models.Model):
    """One ballot; ``seat`` is known only where the rule makes the vote an open one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    item = models.ForeignKey("councils.AgendaItem", models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=5, choices=Choice)
    seat = models.ForeignKey("councils.Seat", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="ballot_once", condition=Q(seat__isnull=False)),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="ballot_choice_known"),
        ]


class BallotCast(models.Model):
    """That a member has voted on a dossier, in the room or on paper; never how."""

    item = models.ForeignKey("councils.AgendaItem", models.PROTECT, related_name="casts")
    seat = models.ForeignKey("councils.Seat", models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="cast_once")]


class Receipt(models.Model):
    """A code handed to whoever cast a ballot: it proves that the ballot was counted, not how it read."""

    code = models.CharField(primary_key=True, max_length=12)
    item = models.ForeignKey("councils.AgendaItem", models.PROTECT, related_name="receipts")
