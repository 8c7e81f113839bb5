"""How people sign in: the phone that is theirs, codes on their way, slips of paper that open an account."""

from django.db import models
from django.db.models import Q

from accounts.enums import Channel, Purpose, Sending, SlipState
from portal.core.workflow import Stateful


class Phone(models.Model):
    """The number someone signs in with: proven by a code, and nobody else's. ``Member.phone`` is only a contact."""

    user = models.OneToOneField("units.User", models.PROTECT, related_name="phone")
    number = models.CharField(max_length=15, unique=True)
    verified_at = models.DateTimeField()


class Slip(Stateful):
    """A printed paper with which a member opens their own account; ``code_hash`` finds it, no row holds the code."""

    state = models.CharField(max_length=20, choices=SlipState, default=SlipState.ISSUED)
    member = models.ForeignKey("units.Member", models.PROTECT, related_name="slips")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32)
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], name="slip_one_open", condition=Q(state=SlipState.ISSUED))
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="slip_of_unit")]


class OneTimeCode(models.Model):
    """
    One code and its way out: six digits worked out from ``salt`` and the installation's key, never stored.

    Asked for a name nobody has, a row is made all the same, goes nowhere, and refuses like any other.
    """

    purpose = models.CharField(max_length=10, choices=Purpose)
    user = models.ForeignKey("units.User", models.CASCADE, null=True, related_name="+")
    slip = models.ForeignKey(Slip, models.CASCADE, null=True, related_name="+")
    asked_for = models.CharField(max_length=254)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.NOWHERE)
    address = models.CharField(max_length=254, blank=True)
    salt = models.CharField(max_length=32)
    asked_from = models.GenericIPAddressField(null=True)
    known_device = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    sending = models.CharField(max_length=10, choices=Sending, default=Sending.WAITING)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_for", "-id"], name="code_asked_for"),
            models.Index(fields=["address", "-id"], name="code_address"),
            models.Index(fields=["asked_from", "-id"], name="code_asked_from"),
            models.Index(fields=["id"], name="code_waiting", condition=Q(sending=Sending.WAITING)),
        ]
