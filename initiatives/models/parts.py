"""What belongs to one initiative: its authors, frozen versions, files and recognitions."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from initiatives.enums import Scope
from initiatives.models.initiative import Initiative


class Author(models.Model):
    """One of its makers and their share in per cent; a share counts when they have confirmed it themselves."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="authors")
    member = models.ForeignKey("units.Member", models.PROTECT, related_name="authorships")
    share = models.PositiveSmallIntegerField()
    is_lead = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "member"], name="initiative_author_once"),
            models.UniqueConstraint(fields=["initiative"], condition=Q(is_lead=True), name="initiative_one_lead"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=100), name="initiative_share_is_percent"),
        ]


class InitiativeVersion(models.Model):
    """The dossier as it was handed in; never changed, a later submission is the next number."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "number"], name="initiative_version_once")]


class Attachment(models.Model):
    """A photo, video or paper that proves something about the initiative."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="attachments")
    file = models.OneToOneField("core.StoredFile", models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    @property
    def is_picture(self) -> bool:
        return self.file.content_type.startswith("image/")


class Recognition(models.Model):
    """
    One decision that recognises it, for one scope; ``outcome`` is what the council had said.

    Revoked by another decision, never deleted.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="recognitions")
    scope = models.CharField(max_length=12, choices=Scope)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    decision_no = models.CharField(max_length=60)
    decided_on = models.DateField()
    outcome = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    basis = models.TextField(blank=True)
    value_vnd = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    revoked_no = models.CharField(max_length=60, blank=True)
    revoked_on = models.DateField(null=True)
    revoke_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "scope"], name="initiative_recognised_once_a_scope"),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("decided_on")),
                name="initiative_revoked_later",
            ),
        ]
        indexes = [models.Index(fields=["decided_on"], name="recognition_day")]
