"""The pairs of acts on one object that one person must not do: what they did first, and what they may then not do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from initiatives.models import Author
from units.enums import Role
from units.models import User

Mark = Callable[[Any, User], Any]


@dataclass(frozen=True)
class Pair:
    """
    ``did``, written down on a ``state`` record of ``kind`` by ``mark``, shuts ``permission`` to a holder of ``role``.

    ``words``: of the sentence that refuses. ``place``: where in the world the role lies.
    """

    did: str
    permission: str
    words: str
    kind: str
    state: str
    role: str
    place: str
    mark: Mark

    def __str__(self) -> str:
        return f"{self.did}-{self.permission}"


def field(name: str, *, many: bool = False, member: bool = False, of: str = "") -> Mark:
    """Return what writes a person into a field of the record, or of the record ``of`` it."""

    def mark(record: Any, user: User) -> Any:
        value = user.member_id if member else user.pk
        setattr(getattr(record, of) if of else record, name, [value] if many else value)
        return record

    return mark


def authored(record: Any, user: User) -> Any:
    """Make ``user`` an author of the initiative; of a share, a co-author of another's."""
    initiative = getattr(record, "initiative", record)
    initiative.authors.all().delete()
    Author.objects.create(initiative=initiative, member=user.member, share=100, is_lead=True)
    return record


def own(record: Any, user: User) -> Any:
    return user.member


def own_account(record: Any, user: User) -> Any:
    return user


LEADER_HERE = (Role.LEADER, "province")
CAMPAIGN = "đã soạn phong trào"
IS_AUTHOR = "là tác giả"
PAIRS = [
    Pair("wrote", "campaigns.approve_campaign", CAMPAIGN, "campaign", "submitted", *LEADER_HERE, field("writer_ids", many=True)),
    Pair("wrote", "campaigns.launch_campaign", CAMPAIGN, "campaign", "approved", *LEADER_HERE, field("writer_ids", many=True)),
    Pair("resolved", "campaigns.close_difficulty", "đã báo khắc phục", "difficulty", "resolved", *LEADER_HERE, field("resolved_by_id")),
    *(
        Pair("author", f"initiatives.{name}", IS_AUTHOR, kind, state, role, place, authored)
        for name, kind, state, role, place in (
            ("check_initiative", "initiative", "submitted", Role.GRASSROOTS_OFFICER, "factory"),
            ("send_to_council", "initiative", "accepted", Role.GRASSROOTS_OFFICER, "factory"),
            ("verify_value", "initiative", "receipt_check", Role.GRASSROOTS_OFFICER, "factory"),
            ("close_review", "initiative", "under_review", Role.LEADER, "factory"),
            ("recognise_initiative", "initiative", "under_review", Role.LEADER, "factory"),
            ("recognise_upper", "initiative", "recognized_base", *LEADER_HERE),
            ("revoke_recognition", "initiative", "recognized_base", Role.LEADER, "factory"),
            ("confirm_on_paper", "author", "", Role.GRASSROOTS_OFFICER, "factory"),
        )
    ),
    Pair("entered", "initiatives.verify_value", "đã nhập hộ", "initiative", "receipt_check", Role.GRASSROOTS_OFFICER, "factory", field("drafted_by_id")),
    Pair("verified", "initiatives.recognise_initiative", "đã thẩm định giá trị", "initiative", "under_review", Role.LEADER, "factory", field("verified_by_id")),
    Pair("verified", "initiatives.recognise_upper", "đã thẩm định giá trị", "initiative", "recognized_base", *LEADER_HERE, field("verified_by_id")),
    *(
        Pair(did, permission, words, "nomination", "appraising", role, "province", mark)
        for permission, role in (("awards.appraise_nomination", Role.EMULATION_OFFICER), ("awards.allow_over_quota", Role.LEADER))
        for did, words, mark in (
            ("proposed", "đã lập, sửa hoặc trình", field("proposed_by_id")),
            ("prepared", "đã lập, sửa hoặc trình", field("preparer_ids", many=True)),
            ("nominee", "người được đề nghị khen", field("member_id", member=True)),
        )
    ),
    *(
        Pair(did, "awards.approve_decision", words, "decision", "legal_checked", *LEADER_HERE, mark)
        for did, words, mark in (
            ("nominee", "có tên trong danh sách", field("nominee_ids", many=True, member=True, of="batch")),
            ("proposed", "đã đề nghị hồ sơ", field("proposer_ids", many=True, of="batch")),
            ("appraised", "đã thẩm định hồ sơ", field("appraiser_ids", many=True, of="batch")),
            ("drafted", "đã soạn quyết định", field("drafted_by_id")),
        )
    ),
    Pair("nominee", "awards.revoke_decision", "có tên trong quyết định", "decision", "published", *LEADER_HERE, field("nominee_ids", many=True, member=True, of="batch")),
    Pair("nominee", "awards.answer_objection", "có tên trong danh sách", "objection", "của đồng nghiệp (w)", Role.INSPECTOR, "province", field("nominee_ids", many=True, member=True, of="batch")),
    Pair("nominee", "awards.reopen_nomination", "có tên trong danh sách", "batch", "public_notice", Role.INSPECTOR, "province", field("nominee_ids", many=True, member=True)),
    Pair("objected", "awards.answer_objection", "ý kiến của chính bạn", "objection", "của đồng nghiệp (w)", Role.INSPECTOR, "province", field("made_by_id")),
    *(
        Pair("signed", f"reports.{name}_report", "đã ký báo cáo", "report", state, *LEADER_HERE, field("signed_by_id"))
        for name, state in (("accept", "submitted"), ("return", "submitted"), ("lock", "accepted"), ("correct", "locked"))
    ),
    Pair("prepared", "units.confirm_change", "đã lập thay đổi", "unitchange", "draft", *LEADER_HERE, field("made_by_id")),
    Pair("asked", "units.answer_correction", "đề nghị của chính bạn", "correctionrequest", "open", Role.GRASSROOTS_OFFICER, "factory", field("made_by_id")),
    Pair("oneself", "units.manage_member", "hồ sơ của chính bạn", "member", "của đoàn viên (m)", Role.GRASSROOTS_OFFICER, "factory", own),
    Pair("oneself", "units.merge_members", "hồ sơ của chính bạn", "member", "của đoàn viên (m)", Role.GRASSROOTS_OFFICER, "factory", own),
    Pair("oneself", "units.keep_discipline", "Không ai tự ghi", "member", "của đoàn viên (m)", Role.GRASSROOTS_OFFICER, "factory", own),
    Pair("gave", "units.confirm_role", "đã giao hoặc được nhận", "assignment", "chờ người thứ hai", *LEADER_HERE, field("given_by_id")),
    Pair("received", "units.confirm_role", "đã giao hoặc được nhận", "assignment", "chờ người thứ hai", *LEADER_HERE, field("user_id")),
]  # fmt: skip
ALONE = [
    Pair("oneself", "units.close_account", "không tự khóa", "user", "của đoàn viên (m)", Role.ADMINISTRATOR, "province", own_account),
    Pair("oneself", "accounts.reset_factors", "không tự gỡ", "user", "của đoàn viên (m)", Role.ADMINISTRATOR, "province", own_account),
]  # fmt: skip
"""Held by administrators alone, whose role is not delegated."""
