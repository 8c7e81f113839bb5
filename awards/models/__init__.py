"""The award law as dated rows, nominations on their way, decisions with their numbers, and the register."""

from awards.models.catalogue import (
    AwardRule,
    AwardSetting,
    AwardType,
    BaseSalary,
    FairnessBound,
    PaperRule,
    QuotaRule,
    VotingRule,
)
from awards.models.decisions import Certificate, Decision, IssuedNumber, NumberSeries
from awards.models.nominations import Batch, Nomination, NominationPaper, Objection
from awards.models.register import AwardRecord, YearRating

__all__ = [
    "AwardRecord",
    "AwardRule",
    "AwardSetting",
    "AwardType",
    "BaseSalary",
    "Batch",
    "Certificate",
    "Decision",
    "FairnessBound",
    "IssuedNumber",
    "Nomination",
    "NominationPaper",
    "NumberSeries",
    "Objection",
    "PaperRule",
    "QuotaRule",
    "VotingRule",
    "YearRating",
]
