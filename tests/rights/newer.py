"""Records of what came later: changes of the tree, clusters, difficulties, corrections, spreadsheets, slips, the trail."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Slip
from campaigns.enums import DifficultyState
from campaigns.models import Difficulty
from portal.core.models import AuditLine, Job
from tests.moments import NOW, TODAY
from units.enums import Change, ChangeState, PledgeState, RequestState
from units.models import (
    Cluster,
    ClusterMember,
    ClusterYear,
    CorrectionRequest,
    Discipline,
    Pledge,
    SheetImport,
    UnitChange,
)
from units.selectors import branch_keys
from units.services import NewUnit, Plan, draft_change


def add_newer(scene: Any) -> None:
    for add in (add_change, add_cluster, add_difficulty, add_people, add_files):
        add(scene)


def add_change(scene: Any) -> None:
    """Splits of the upper union, prepared by the administrator of the province."""
    for state in ChangeState.values:
        plan = Plan(
            kind=Change.SPLIT, decision_no="9/QĐ", decided_on=TODAY, effective_on=TODAY, sources=[scene.world.upper],
            targets=[
                NewUnit(code=f"{state}{n}", name=f"CĐ xã {n}", short_name=f"CĐ xã {n}", kind="cd_xa_phuong")
                for n in (1, 2)
            ],
        )  # fmt: skip
        change = draft_change(plan, actor=scene.cast["d"], at=timezone.now())
        part = change.parts.filter(role="target").order_by("-pk").first()
        scene.add("change", state, pk=change.pk, part_pk=part.pk, step="bo", kind="moved")
    for state, arguments in scene.records["change"].items():
        UnitChange.objects.filter(pk=arguments["pk"]).update(state=state)
    scene.add("unit_change", "own", pk=scene.world.factory.pk, kind="moved")


def add_cluster(scene: Any) -> None:
    owner, unit = scene.world.province, scene.world.upper
    cluster = Cluster.objects.create(kind="khoi", owner=owner, name="Khối KCN")
    for back, state in enumerate(PledgeState.values):
        year = ClusterYear.objects.create(cluster=cluster, year=TODAY.year - back, lead=unit)
        ClusterMember.objects.create(cluster_year=year, unit=unit, kind="khoi", owner=owner, year=year.year)
        Pledge.objects.create(cluster_year=year, text="Giao ước", goals="Mục tiêu", state=state, created_at=NOW)
        scene.add("cluster", state, pk=year.pk, step="mo-ky")
    scene.add("province", "own", pk=owner.pk)
    scene.add("upper", "own", pk=unit.pk)


def add_difficulty(scene: Any) -> None:
    campaign = scene.records["campaign"]["launched"]["pk"]
    for state in DifficultyState.values:
        difficulty = Difficulty.objects.create(
            **branch_keys(scene.world.factory), campaign_id=campaign, severity="high", text="Thiếu kinh phí",
            raised_by=scene.cast["o"], created_at=NOW, state=state, directive="Cấp thêm", due_on=TODAY,
            resolved_by=scene.cast["a"] if state == DifficultyState.RESOLVED else None,
        )  # fmt: skip
        scene.add("difficulty", state, pk=difficulty.pk, step="chi-dao")


def add_people(scene: Any) -> None:
    member = scene.cast["m"].member
    for state in RequestState.values:
        request = CorrectionRequest.objects.create(
            member=member, field="phone", wanted="0912345678", reason="Đổi số", made_by=scene.cast["m"], state=state,
            created_at=NOW,
        )  # fmt: skip
        scene.add("correction", state, pk=request.pk)
    measure = Discipline.objects.create(
        member=member, form="khien_trach", decision_no="3/QĐ", decided_on=TODAY, valid_from=TODAY, created_at=NOW
    )
    scene.add("discipline", "own", pk=measure.pk)
    scene.add("written", "own", pk=member.pk, what="chuyen")
    slip = Slip.objects.create(
        member=scene.cast["w"].member, unit=scene.world.factory, made_by=scene.cast["o"], salt="x", code_hash="y",
        expires_at=timezone.now() + timedelta(days=9), created_at=NOW,
    )  # fmt: skip
    scene.add("slip", "own", pk=slip.pk)
    line = AuditLine.objects.filter(unit_id=scene.world.factory.pk).order_by("-pk").first()
    scene.add("line", "own", pk=line.pk)
    scene.add("nothing", "own", pk=999_999, code="khong-co", provider_id="khong-co")


def add_files(scene: Any) -> None:
    owner = {"owner": scene.cast["d"], "created_at": NOW}
    sheet = SheetImport.objects.create(
        kind="units.members", unit=scene.world.province, file_name="dv.xlsx", digest="x", **owner
    )
    scene.add("sheet", "own", pk=sheet.pk)
    scene.add("sheet_kind", "own", slug="doan-vien")
    job = Job.objects.create(kind="trail.export", label="Nhật ký", state="done", **owner)
    scene.add("trail_job", "own", pk=job.pk)
