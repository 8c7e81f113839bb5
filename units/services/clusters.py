"""Clusters and blocs: kept for a year, their pledge written, opened, signed and closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock, refuse_stale
from units.enums import PledgeState
from units.models import Cluster, ClusterMember, ClusterYear, Pledge, PledgeSignature, Unit
from units.notices import tell_pledge_open
from units.states import CLOSE_PLEDGE, OPEN_PLEDGE, SIGN_PLEDGE


@dataclass(frozen=True, slots=True)
class Lineup:
    """Who is in a cluster in a year, and who leads it."""

    lead: Unit
    deputy: Unit | None = None
    members: Sequence[Unit] = field(default_factory=list)


@transaction.atomic
def found_cluster(
    owner: Unit, *, actor: Any, at: datetime, kind: str, name: str, year: int, lineup: Lineup
) -> ClusterYear:
    """
    Return the first year of a new cluster.

    :raises DomainError: if the name is taken, or for the reasons of :func:`open_year`
    """
    require(actor, "units.keep_clusters", owner)
    lock(owner)  # of two who found one of the same name at once, the second is told
    if Cluster.objects.filter(owner=owner, kind=kind, name__iexact=name.strip()).exists():
        raise DomainError(_("Đã có cụm, khối mang tên này. Mở năm mới cho cụm, khối đó."), field="name")
    cluster = Cluster.objects.create(owner=owner, kind=kind, name=name.strip())
    audit.record("cluster.found", cluster, actor=actor, at=at, after={"kind": kind, "name": cluster.name})
    return open_year(cluster, actor=actor, at=at, year=year, lineup=lineup)


@transaction.atomic
def open_year(cluster: Cluster, *, actor: Any, at: datetime, year: int, lineup: Lineup) -> ClusterYear:
    """
    Return a cluster's year with its members, lead and deputy, and a pledge to be written.

    :raises DomainError: if it has that year, a unit does not belong there or is in another cluster of the kind,
        or who leads is not a member
    """
    require(actor, "units.keep_clusters", cluster.owner)
    lock(cluster)
    if cluster.years.filter(year=year).exists():
        raise DomainError(_("Năm %(year)s đã có.") % {"year": year}, field="year")
    _refuse_lineup(cluster, lineup)
    made = ClusterYear.objects.create(cluster=cluster, year=year, lead=lineup.lead, deputy=lineup.deputy)
    _seat(made, lineup.members)
    Pledge.objects.create(cluster_year=made, created_at=at)
    audit.record("cluster.open_year", cluster, actor=actor, at=at, after=_facts(made, lineup))
    return made


@transaction.atomic
def change_lineup(cluster_year: ClusterYear, *, actor: Any, at: datetime, lineup: Lineup) -> None:
    """
    Change members, lead or deputy, as long as nobody is asked to sign.

    :raises WrongStateError: if the pledge is open for signing
    :raises DomainError: for the reasons of :func:`open_year`
    """
    cluster = cluster_year.cluster
    require(actor, "units.keep_clusters", cluster.owner)
    pledge = cluster_year.pledge
    lock(pledge)
    if pledge.state != PledgeState.DRAFT:
        raise WrongStateError(_("Giao ước đã mở ký, thành viên của năm này không đổi nữa."))
    _refuse_lineup(cluster, lineup)
    cluster_year.lead, cluster_year.deputy = lineup.lead, lineup.deputy
    cluster_year.save(update_fields=["lead", "deputy"])
    cluster_year.members.all().delete()
    _seat(cluster_year, lineup.members)
    audit.record("cluster.change_lineup", cluster, actor=actor, at=at, after=_facts(cluster_year, lineup))


def _facts(cluster_year: ClusterYear, lineup: Lineup) -> dict[str, Any]:
    members = [unit.pk for unit in lineup.members]
    return {"year": cluster_year.year, "lead": lineup.lead, "deputy": lineup.deputy, "members": members}


def _refuse_lineup(cluster: Cluster, lineup: Lineup) -> None:
    members = set(lineup.members)
    for unit in lineup.members:
        if not unit.is_active or unit == cluster.owner or not unit.is_under(cluster.owner):
            raise DomainError(
                _("%(unit)s không phải đơn vị cấp dưới đang hoạt động của %(owner)s.")
                % {"unit": unit.short_name, "owner": cluster.owner.short_name},
                field="members",
            )
    for name, head in (("lead", lineup.lead), ("deputy", lineup.deputy)):
        if head is not None and head not in members:
            raise DomainError(
                _("%(unit)s không có trong danh sách thành viên.") % {"unit": head.short_name}, field=name
            )
    if lineup.lead == lineup.deputy:
        raise DomainError(_("Trưởng và phó phải là hai đơn vị khác nhau."), field="deputy")


def _seat(cluster_year: ClusterYear, units: Iterable[Unit]) -> None:
    cluster = cluster_year.cluster
    same = {"owner_id": cluster.owner_id, "kind": cluster.kind, "year": cluster_year.year}
    wanted = list(dict.fromkeys(units))
    taken = (
        ClusterMember.objects.filter(unit__in=wanted, **same).select_related("unit", "cluster_year__cluster").first()
    )
    if taken is not None:
        raise _elsewhere(taken.unit.short_name, taken.cluster_year.cluster.name)
    try:
        with transaction.atomic():
            ClusterMember.objects.bulk_create(
                ClusterMember(cluster_year=cluster_year, unit=unit, **same) for unit in wanted
            )
    except IntegrityError as clash:  # two lists saved at once
        raise DomainError(
            _("Có đơn vị vừa được đưa vào cụm, khối khác của năm này. Xem lại danh sách."), field="members"
        ) from clash


def _elsewhere(unit: str, cluster: str) -> DomainError:
    return DomainError(
        _("%(unit)s đã thuộc “%(cluster)s” trong năm này; mỗi đơn vị chỉ ở một cụm, một khối.")
        % {"unit": unit, "cluster": cluster},
        field="members",
    )


@transaction.atomic
def write_pledge(
    pledge: Pledge, *, actor: Any, at: datetime, text: str, goals: str, seen_version: int | None = None
) -> None:
    """
    Keep the text and the goals of a pledge that is not yet open for signing.

    :raises WrongStateError: if it is
    """
    lock(pledge)
    require(actor, "units.write_pledge", pledge)
    if pledge.state != PledgeState.DRAFT:
        raise WrongStateError(_("Giao ước đã mở ký, nội dung không sửa được nữa."))
    refuse_stale(pledge, seen_version)
    pledge.text, pledge.goals = text.strip(), goals.strip()
    pledge.version += 1
    pledge.save(update_fields=["text", "goals", "version"])
    audit.record("pledge.save", pledge, actor=actor, at=at, after={"text": pledge.text, "goals": pledge.goals})


@transaction.atomic
def open_pledge(pledge: Pledge, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Ask every member to sign, and tell its leaders; the text stands from now on.

    :raises DomainError: without a text or goals
    """
    lock(pledge)
    if not (pledge.text and pledge.goals):
        raise DomainError(_("Ghi nội dung và chỉ tiêu của giao ước trước khi mở ký."))
    advance(pledge, OPEN_PLEDGE, actor=actor, at=at, seen_version=seen_version, opened_at=at)
    tell_pledge_open(pledge, at=at)


@transaction.atomic
def sign_pledge(pledge: Pledge, unit: Unit, *, actor: Any, at: datetime) -> PledgeSignature:
    """
    Return the signature of ``unit``; with the last one the pledge is signed by all.

    :raises WrongStateError: if it is not open for signing
    :raises DomainError: if the unit is no member or has signed
    """
    lock(pledge)  # of the last two who sign at once, the second completes it
    require(actor, "units.sign_pledge", unit)
    if pledge.state != PledgeState.OPEN:
        raise WrongStateError(_("Giao ước không ở bước ký."))
    members = set(pledge.cluster_year.members.values_list("unit_id", flat=True))
    if unit.pk not in members:
        raise DomainError(_("%(unit)s không phải thành viên của năm này.") % {"unit": unit.short_name})
    signed = set(pledge.signatures.values_list("unit_id", flat=True))
    if unit.pk in signed:
        raise DomainError(_("%(unit)s đã ký rồi.") % {"unit": unit.short_name})
    signature = PledgeSignature.objects.create(pledge=pledge, unit=unit, by=actor, at=at)
    audit.record("pledge.sign_for", pledge, actor=actor, at=at, after={"unit": unit})
    if members == signed | {unit.pk}:
        advance(pledge, SIGN_PLEDGE, actor=None, at=at)
    return signature


@transaction.atomic
def close_pledge(pledge: Pledge, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Close the pledge at the end of its year."""
    advance(pledge, CLOSE_PLEDGE, actor=actor, at=at, seen_version=seen_version, closed_at=at)
