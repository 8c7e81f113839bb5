"""What the floor keeps: the trail, messages, files, issued papers, long jobs, holidays."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditLine(models.Model):
    """
    One change, by whom, for whom, to what. A trigger refuses UPDATE and DELETE.

    The table is partitioned by month of ``at``; its primary key there is (id, at), and ``id`` alone is unique by
    its sequence. Nothing may have a foreign key to it.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    actor_role = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=40, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["at", "id"], name="audit_time"),
            models.Index(fields=["object_type", "object_id", "at", "id"], name="audit_object"),
            models.Index(fields=["actor", "at", "id"], name="audit_actor"),
            models.Index(
                fields=["on_behalf_of", "at", "id"],
                name="audit_on_behalf_of",
                condition=models.Q(on_behalf_of__isnull=False),
            ),
            models.Index(fields=["unit_id", "at", "id"], name="audit_unit"),
            models.Index(fields=["action", "at", "id"], name="audit_action"),
        ]


class AuditSeal(models.Model):
    """The hash of a batch of audit lines and of the seal before it; the moments lead to the partitions."""

    sealed_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    line_ids = ArrayField(models.BigIntegerField())
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_id = models.BigIntegerField(db_index=True)


class AuditCheck(models.Model):
    """What one check of the chain found, and the last seal it saw."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    is_full = models.BooleanField()
    is_whole = models.BooleanField()
    seals = models.PositiveIntegerField()
    lines = models.PositiveBigIntegerField()
    accepted = models.PositiveIntegerField(default=0)
    last_seal = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)


class AuditBreak(models.Model):
    """A break that someone answered for: checks are silent about it while ``fingerprint`` stays what it was."""

    seal_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal_id", "fingerprint"], name="audit_break_once")]


class Notice(models.Model):
    """One message in one person's inbox; ``event`` makes it arrive once."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    event = models.CharField(max_length=120)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "event"], name="notice_once")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]


class Outbox(models.Model):
    """A message on its way out of the portal; written with the change, sent after it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        SENT = "sent", _("Đã gửi")
        FAILED = "failed", _("Không gửi được")

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Tin nhắn")

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="outbox")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="outbox_due", condition=models.Q(state="waiting"))]


class StoredFile(models.Model):
    """A private file; who may open it is asked of the record it belongs to. With ``expires_at`` it goes by itself."""

    class Scan(models.TextChoices):
        WAITING = "waiting", _("Đang quét")
        CLEAN = "clean", _("Sạch")
        INFECTED = "infected", _("Có mã độc")
        NOT_SCANNED = "none", _("Không quét")

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.NOT_SCANNED)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "id"], name="file_owner"),
            models.Index(fields=["expires_at"], name="file_expiry", condition=models.Q(expires_at__isnull=False)),
        ]


class IssuedDocument(models.Model):
    """
    A paper as it was issued; never rendered over: a change is a new version.

    ``template_version`` and ``data`` let anyone see what it was made from.
    """

    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    form = models.CharField(max_length=40)
    suffix = models.CharField(max_length=5)
    version = models.PositiveSmallIntegerField(default=1)
    template_version = models.CharField(max_length=20)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "form", "suffix", "version"], name="issued_document_once"
            )
        ]


class Job(models.Model):
    """A long task: how far it is, what came of it, why it failed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ chạy")
        RUNNING = "running", _("Đang chạy")
        DONE = "done", _("Xong")
        FAILED = "failed", _("Không xong")

    kind = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    problem = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="job_owner")]

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


class Heartbeat(models.Model):
    """When a part that works in the background was last heard of."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()


class Holiday(models.Model):
    """A day without work, or, with ``works`` set, a weekend day that is worked instead."""

    on = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)
    works = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)


class RetentionRule(models.Model):
    """How long data of one class are kept after their last use; the rule is in force in [valid_from, valid_to)."""

    code = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    days = models.PositiveIntegerField()
    basis = models.CharField(max_length=200, blank=True)
    certainty = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="retention_rule_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="retention_rule_dates_in_order",
            ),
            models.CheckConstraint(condition=models.Q(days__gt=0), name="retention_rule_keeps_a_day"),
        ]


class VietnameseKey(models.Func):
    """The sort key of a Vietnamese text; the same order on every PostgreSQL."""

    function = "vi_key"
    output_field: Any = models.TextField()


class VietnameseNameKey(VietnameseKey):
    """The sort key of a person's name: given, then middle, then family."""

    function = "vi_name_key"


class FamilyFirst(models.Func):
    """The folded words of a person's name, family first, each with a space after it."""

    function = "vi_family_first"
    output_field: Any = models.TextField()


class GivenFirst(models.Func):
    """The folded words of a person's name, the last one first, each with a space after it."""

    function = "vi_given_first"
    output_field: Any = models.TextField()


class FamilyGiven(models.Func):
    """The folded words of a person's name, the first, the last and then the others, each with a space after it."""

    function = "vi_family_given"
    output_field: Any = models.TextField()


class Folded(models.Func):
    """A text in lower case without accents, đ as d: what search compares."""

    function = "vi_fold"
    output_field: Any = models.TextField()
