"""What people say about their own data: consent to be named in public, corrections they ask for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.core.workflow import Stateful
from units.enums import Correctable, RequestState
from units.models.members import Member


class Consent(models.Model):
    """That a member agreed to be named in public, to a version of the text, until it was withdrawn."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="consents")
    version = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], name="consent_one_standing", condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_later",
            ),
        ]


class CorrectionRequest(Stateful):
    """What a member says is wrong in their own record; an official of their branch accepts or refuses it."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="corrections")
    state = models.CharField(max_length=20, choices=RequestState, default=RequestState.OPEN)
    field = models.CharField(max_length=20, choices=Correctable)
    wanted = models.CharField(max_length=160)
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "field"], name="correction_one_open", condition=Q(state=RequestState.OPEN)
            )
        ]
        indexes = [models.Index(fields=["id"], name="correction_open", condition=Q(state=RequestState.OPEN))]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_field_display()}"

    @property
    def unit_id(self) -> int:
        """Where it belongs in the trail."""
        return self.member.unit_id
