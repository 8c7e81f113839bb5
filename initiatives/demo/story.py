"""Initiatives told step by step, each step by who may take it: one in every state, for the demo's people."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from initiatives import services
from initiatives.demo.history import facts_of, lead_of, read
from initiatives.demo.teller import Teller, accept, add_co_author, start, submit, write
from initiatives.models import Initiative
from portal.core.periods import day_of
from units.models import Unit
from units.services import open_account

GAUGE_KNOWN = "Vạch phấn, ghim tay rồi mới may nẹp, mỗi áo mất 14 giây."
GAUGE_NEW = "Rãnh dẫn có lò xo ép nên một gá dùng được cho hai khổ nẹp."


def tell_stories(teller: Teller) -> None:
    """Tell what happens before any council: drafts, checks, returns, a copy, one taken back."""
    _traps(teller)
    _of_hanh(teller)
    _of_ngan(teller)
    _of_quyen(teller)


def _traps(teller: Teller) -> None:
    """Two drafts of the register that cannot be handed in, and one that looks like another's."""
    rows = {row["code"]: row for row in read("initiatives.csv")}
    for code in ("SK-043", "SK-045"):
        row = rows[code]
        unit = Unit.objects.get(code=row["unit_code"])
        lead = lead_of(row, unit, teller.staff)
        author = open_account(lead, actor=None, at=teller.today)
        initiative = start(author, teller.campaign, at=teller.ago(30), **_register_content(row))
        Initiative.objects.filter(pk=initiative.pk).update(code=code)
        for name, share in zip(
            filter(None, row["co_authors"].split("|")), row["contribution_split"].split("/")[1:], strict=True
        ):
            other = teller.staff.find(name, unit)
            one = services.add_author(initiative, actor=author, at=teller.ago(29), contact=other.code)
            wrong = {
                initiative.authors.get(is_lead=True).pk: int(row["contribution_split"].split("/")[0]),
                one.pk: int(share),
            }
            services.set_shares(initiative, actor=author, at=teller.ago(29), shares=wrong)


def _register_content(row: Mapping[str, str]) -> dict[str, Any]:
    facts = facts_of(dict(row))
    facts.pop("code")
    return facts


def _of_hanh(teller: Teller) -> None:
    """Hạnh's: one half written and waiting for Mơ, one being checked, one returned."""
    accounts = teller.staff.accounts
    hanh, officer = accounts["NV-001"], accounts["NV-042"]
    draft = write(teller, "the-mau", days=4, novelty="")
    services.remove_author(draft.authors.get(is_lead=False), actor=hanh, at=teller.ago(3))
    services.set_shares(draft, actor=hanh, at=teller.ago(3), shares={draft.authors.get(is_lead=True).pk: 100})
    add_co_author(draft, hanh, accounts["NV-004"], 30, at=teller.ago(3), confirms=False)
    checked = submit(write(teller, "gia-chi", days=9), at=teller.ago(6))
    services.take_receipt(checked, actor=officer, at=teller.ago(4))
    returned = submit(write(teller, "den-kim", days=16), at=teller.ago(14))
    services.take_receipt(returned, actor=officer, at=teller.ago(11))
    why = "Thêm ảnh chụp đèn đã lắp và bảng đếm hàng sửa của chuyền 5 trước và sau khi lắp, mỗi bên hai tuần."
    due = day_of(teller.today) + timedelta(days=5)
    services.return_initiative(returned, actor=officer, at=teller.ago(9, 15), reason=why, due=due)


def _of_ngan(teller: Teller) -> None:
    """Ngân's near copy of SK-001, handed in and waiting for her union."""
    row = next(row for row in read("initiatives.csv") if row["code"] == "SK-040")
    content = _register_content(row) | {"known_situation": GAUGE_KNOWN, "novelty": GAUGE_NEW}
    initiative = start(teller.staff.accounts["NV-038"], teller.campaign, at=teller.ago(4), **content)
    Initiative.objects.filter(pk=initiative.pk).update(code="SK-040")
    submit(initiative, at=teller.ago(3, 14))


def _of_quyen(teller: Teller) -> None:
    """Quyền's second one: valid, verified by the union above, waiting for a council; and one that was taken back."""
    initiative = submit(write(teller, "ga-khoan", days=25), at=teller.ago(22))
    accept(teller, initiative, days=20)
    services.verify_value(
        initiative,
        actor=teller.staff.accounts["NV-052"],
        at=teller.ago(12),
        value_vnd=81_400_000,
        note="Đo 40 chi tiết tại xưởng, đối chiếu phiếu giờ máy quý III.",
    )
    withdrawn = submit(write(teller, "dan-nhan", days=19), at=teller.ago(18))
    services.withdraw_initiative(
        withdrawn,
        actor=teller.staff.accounts["NV-043"],
        at=teller.ago(17),
        reason="Làm thử thêm một mã hàng rồi nộp lại.",
    )
