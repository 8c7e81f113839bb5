"""
What each address gives to whom. Letters: ``tests/rights/cast.py``.

Who does not see a record (``SEEN``) is told 404, who sees it and may not is told 403 (``refused``), the rest get in.
Whoever is not signed in is led to the login page, but for what is public.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.rights.cast import EVERYONE, NOBODY

ALL = EVERYONE
BRANCH = "mwnohavuelcidstxT"  # all whose own unit or branch it is


@dataclass(frozen=True)
class Row:
    """
    One address: the kind of record it is about, and who gets in.

    ``writes``: it takes a POST too; ``posts_only``: nothing else. ``page``: the record's own page, open in every state
    to who sees it. ``also``: who else gets in in another state than the kind's home. ``seen``: who sees it, if not as
    its kind.
    """

    kind: str = ""
    may: str = "*"
    writes: bool = False
    posts_only: bool = False
    page: bool = False
    refused: str = "403"
    seen: str = ""
    public: bool = False
    also: Mapping[str, str] = field(default_factory=dict)


def page(kind: str = "", may: str = "*", **facts) -> Row:
    return Row(kind, may, **facts)


def form(kind: str = "", may: str = "*", **facts) -> Row:
    return Row(kind, may, writes=True, **facts)


def post(kind: str = "", may: str = "*", **facts) -> Row:
    return Row(kind, may, writes=True, posts_only=True, **facts)


# The state in which the table says who gets in; in any other a step may be shut to them, and is open to nobody else.
HOME = {
    "campaign": "launched", "initiative": "receipt_check", "nomination": "appraising", "batch": "gathering",
    "decision": "legal_checked", "certificate": "sealed", "session": "counted", "item": "counted",
    "report": "submitted", "objection": "public_notice", "assignment": "in_force", "change": "draft",
    "difficulty": "raised", "correction": "open", "cluster": "draft",
}  # fmt: skip


def in_states(seen: str, *states: str) -> dict[str, str]:
    return dict.fromkeys(states, seen)


SEEN: dict[str, dict[str, str]] = {
    "campaign": in_states("elcit", "draft", "submitted", "approved", "cancelled")
    | in_states(BRANCH, "launched", "interim_review", "closed", "summarised", "archived"),
    "initiative": in_states("m", "draft")
    | in_states("mohavuelistT", "submitted", "receipt_check", "returned", "accepted", "under_review")
    | in_states("mohavuelitT", "not_recognized", "rejected", "withdrawn", "revoked")
    | in_states(ALL, "recognized_base", "recognized_upper"),
    "nomination": in_states(
        "mohavuelcitT", "draft", "unit_reviewed", "submitted", "appraising", "returned", "public_notice", "council_ready",
        "council_passed", "council_failed", "signed_off", "decided", "rejected", "withdrawn",
    ),
    "batch": in_states(
        "elcit", "gathering", "public_notice", "council_ready", "in_council", "council_done", "signed_off", "decided",
        "closed",
    ),
    "notice": in_states(ALL, "public_notice")
    | in_states("welcit", "gathering", "council_ready", "in_council", "council_done", "signed_off", "decided", "closed"),
    "objection": in_states(
        "elcit", "gathering", "public_notice", "council_ready", "in_council", "council_done", "signed_off", "decided",
        "closed",
    ),
    "decision": in_states("elcit", "draft", "legal_checked", "signed", "numbered")
    | in_states(ALL, "published", "revoked"),
    "certificate": in_states(
        "mohavuelcitT", "planned", "printed", "sealed", "delivered", "lost", "reissued", "recalled"
    ),
    "council": in_states("elistT", "own"),
    "session": in_states(
        "elistT", "planned", "invited", "open", "voting", "counted", "closed", "adjourned", "cancelled"
    ),
    "item": in_states("ls", "invited", "open", "voting", "counted", "closed", "adjourned")
    | in_states("", "planned", "cancelled"),
    "report": in_states("avu", "collecting") | in_states("avuelcitT", "submitted", "returned", "accepted", "locked", "corrected"),
    "change": in_states("ldt", "draft", "cancelled") | in_states(ALL, "confirmed", "applied"),
    "cluster": in_states(ALL, "draft", "open", "signed", "closed"),
    "correction": in_states(ALL, "open", "accepted", "refused", "withdrawn"),
    "difficulty": in_states("ohaelcitTvu", "raised", "directed", "resolved", "closed", "reopened"),
    "assignment": {"in_force": "ohulidt", "leading": "lidt", "waiting": "hulidt"},
    "discipline": {"own": "moaecvidT"},  # who needs some personal data of the person; the measure itself stands on no page
}  # fmt: skip

WITH_MEMBER = ALL.replace("z", "")  # the superuser is nobody in the union
SLIPS = "od"
PORTAL = {
    "home": page(),
    "switch_hat": post(refused="404", may=""),  # an empty form names no hat
    "hand_over": form("user", "d"),
    "view_as": form("assignment", "huld"),
    "stop_viewing": post(),
    "notices": page(),
    "read_notices": post(),
    "open_notice": page("notice_row", "m", refused="404"),
    "search": page(),
    "trail": page(may="idID"),
    "healthz": page(public=True),
    "readyz": page(public=True),
    "set_language": form(public=True),
    "style": page(public=True),
}
ACCOUNT = {
    "account_login": form(public=True),
    "account_logout": form(public=True),
    "account_inactive": page(public=True),
    "account_signup": form(public=True),
    "account_reauthenticate": form(may=""),  # nobody of the cast has a password
    "account_email": form(),
    "account_email_verification_sent": page(public=True),
    "account_change_password": form(),
    "account_set_password": form(),
    "account_reset_password": form(public=True),
    "account_confirm_login_code": page(),
    "account_confirm_email": page("key", public=True),
    "account_reset_password_from_key_done": page(public=True),
    "account_reset_password_from_key": form("key", public=True),
    "account_reset_password_done": page(public=True),
}
PERSONS = {
    "member": page("member", seen="own_member"),
    "open_personal": post("member", seen="own_member"),
    "my_data": page(may=WITH_MEMBER, refused="404"),
    "take_my_data": post(may=WITH_MEMBER, refused="404"),
    "consent": post(may=WITH_MEMBER, refused="404"),
    "ask_correction": form(may=WITH_MEMBER, refused="404"),
    "withdraw_correction": post("correction", "m", refused="404"),
}
TRAIL = {
    "trail_line": page("line", "id", seen="near_trail"),
    "trail_export": post(may="", seen="no_trail"),  # nothing asked for: not found
    "trail_job": page("trail_job", "d", refused="404"),
    "trail_file": page("trail_job", "", seen="no_trail"),  # no file was made yet
}
SHEETS = {
    "sheets": page(),
    "sheet": page("sheet", "d", refused="404"),
    "sheet_answer": post("sheet", "d", refused="404"),
    "sheet_commit": post("sheet", "d", refused="404"),
    "sheet_drop": post("sheet", "d", refused="404"),
    "sheet_errors": page("sheet", "", refused="404"),  # nothing was wrong
    "sheet_send": form("sheet_kind", "nodDO", seen="with_units"),
    "sheet_template": page("sheet_kind"),
    "sheet_export": form("sheet_kind", "nohavuelcitTOHAELCI", seen="with_units"),
}
SIGNING_IN = {
    "accounts:activate": form(public=True),
    "accounts:activate_finish": form(public=True),
    "accounts:activate_with": form("nothing", public=True),
    "accounts:me": page(),
    "accounts:ask_code": form(public=True),
    "accounts:enter_code": form(public=True),
    "accounts:new_password": form(public=True),
    "accounts:second_factor": page(),
    "accounts:reset_factors": form("member", "d"),
    "accounts:phone": form(),
    "accounts:phone_code": form(),
    "accounts:email": form(),
    "accounts:email_code": form(),
    "accounts:end_session": post("nothing"),  # one that is not theirs: told that it is over
    "accounts:end_others": post(),
    "accounts:leave": post(may="", refused="404", public=True),  # no provider is set up
    "accounts:unlink": post("nothing", "", refused="404"),
    "accounts:slips": page("unit", SLIPS),
    "accounts:make_slips": post("unit", SLIPS),
    "accounts:renew_slip": form("unit", SLIPS),
    "accounts:slips_made": page("unit", SLIPS),
    "accounts:slips_pdf": page("unit", SLIPS),
    "accounts:revoke_slip": post("slip", SLIPS, refused="404"),
    "accounts:slips_job": page("nothing", "", refused="404"),
    "accounts:slips_job_file": page("nothing", "", refused="404"),
    "mfa_index": page(),
    "mfa_activate_totp": form(),
    "mfa_deactivate_totp": form(may="", refused="404"),  # nobody of the cast has a second factor
    "mfa_view_recovery_codes": page(may="", refused="404"),
    "mfa_generate_recovery_codes": form(),
    "mfa_list_webauthn": page(),
    "mfa_add_webauthn": form(),
    "mfa_remove_webauthn": form("nothing", "", refused="404"),
    "mfa_edit_webauthn": form("nothing"),  # asks again who is there, before it looks for the key
    "mfa_authenticate": form(),
    "mfa_reauthenticate": form(may=""),
    "mfa_download_recovery_codes": page(may="", refused="404"),
    "mfa_reauthenticate_webauthn": form(may=""),
    "mfa_login_webauthn": form(),
    "socialaccount_connections": page(),
    "socialaccount_login_cancelled": page(public=True),
    "socialaccount_login_error": page(),
    "socialaccount_signup": form(may="", refused="login", public=True),
    "social/login/cancelled/": page(),
    "social/login/error/": page(),
    "social/signup/": page(),
    "social/connections/": page(),
    "openid_connect_login": form("nothing", "", refused="404", public=True),
    "openid_connect_callback": page("nothing", "", refused="404", public=True),
    "usersessions_list": page(),
}
UNITS = {
    "units:history": page("unit"),
    "units:my_charges": page(),
    "units:official": page("user", "o", refused="404"),  # who looks after nobody is found by themselves only
    "units:charges": page("province", "elcidtT"),
    "units:charged_unions": page("province", "elcidtT"),
    "units:charge": form("unit", "vueldtT"),
    "units:hand_over_charges": form("province", "eldtT"),
    "units:clusters": page("province"),
    "units:found_cluster": form("province", "elt"),
    "units:cluster": page("cluster"),
    "units:cluster_lineup": form("cluster", "elt"),
    "units:next_cluster_year": form("cluster", "elt"),
    "units:write_pledge": form("cluster", "vuelt"),
    "units:sign_pledge": form("cluster"),  # says for which unit one may sign; the service refuses
    "units:step_pledge": form("cluster", "vuelt"),
    "units:choose_change": page("unit", "d"),
    "units:draft_change": form("unit_change", "d"),
    "units:changes": page(),
    "units:change": page("change"),
    "units:revise_change": form("change", "d"),
    "units:add_target": form("change", "d"),
    "units:drop_target": form("change", "d"),
    "units:share_out": form("change", "d"),
    "units:carry_over": form("change", "d"),
    "units:step_change": form("change", "d"),
    "units:merge_members": form("member", "od", seen="own_member"),
    "units:write_member": form("written", "od", seen="own_member"),
    "units:record_discipline": form("member", "od", seen="own_member"),
    "units:end_discipline": form("discipline", "od"),
    "units:void_discipline": form("discipline", "od"),
    "units:corrections": page(),
    "units:correction": form("correction", "od", refused="404"),
    "units:mine": page(),
    "units:list": page(),
    "units:detail": page("unit"),
    "units:members": page("unit", "ohavuelcitT"),
    "units:officials": page("unit", "hulidt"),
    "units:give_role": form("unit", "d"),
    "units:end_role": form("assignment", "d"),
    "units:delegate_role": form("assignment", "d", also={"leading": "l"}),
    "units:confirm_role": form("assignment", "huldt"),
    "units:decline_role": form("assignment", "huldt"),
    "units:account": page("member", "d"),
    "units:open_account": form("member", "d"),
    "units:close_account": form("member", "d"),
}
COUNCILS = {
    "councils:list": page(),
    "councils:councils": page(),
    "councils:found": form(),
    "councils:council": page("council", page=True),
    "councils:seat": form("council", "e"),
    "councils:vacate": form("council", "e"),
    "councils:plan": form("council", "es"),
    "councils:session": page("session", page=True),
    "councils:change": form("session", "es"),
    "councils:invite": form("session", "es"),
    "councils:attendance": form("session", "ls"),
    "councils:open": form("session", "l"),
    "councils:adjourn": form("session", "l"),
    "councils:cancel": form("session", "l"),
    "councils:open_voting": form("session", "l"),
    "councils:count": form("session", "ls"),
    "councils:next": form("session", "l"),
    "councils:declare_all": form("session", "ls"),
    "councils:board": page("session", "els"),
    "councils:remind": post("session", "els"),
    "councils:score_next": page("session"),  # leads back to the session who has nothing to score
    "councils:ballot": form("session", "ls"),
    "councils:results": page("session"),
    "councils:minutes": page("session", page=True),
    "councils:draft_minutes": post("session", "ls"),
    "councils:edit_minutes": post("session", "ls"),
    "councils:sign_minutes": post("session", "ls"),
    "councils:minutes_paper": page(
        "session", "els", refused="404", also={"closed": "itT"}
    ),  # the minutes are a draft yet
    "councils:item": page("item", page=True),
    "councils:declare": post("item"),
    "councils:declare_again": form("item", "", refused="404"),  # nobody asked out
    "councils:score": post("item"),
    "councils:paper_ballots": form("item", "s", seen="session"),
    "councils:remove_item": post("item", "l", seen="session", also={"planned": "es"}),  # once it is open, who presides
    "councils:waive": post("item", "l", seen="session"),
}
DRAFTER, LEADERS = "e", "lt"
CAMPAIGNS = {
    "campaigns:difficulties": page(),
    "campaigns:difficulty": page("difficulty"),
    "campaigns:step_difficulty": form("difficulty", "eltTvu"),
    "campaigns:campaign_difficulties": page("campaign"),
    "campaigns:raise_difficulty": form("campaign", "noh"),
    "campaigns:list": page(),
    "campaigns:start": form(may="noveETO", refused="404"),  # whose unit it would be is not found
    "campaigns:detail": page("campaign", page=True),
    "campaigns:edit": form("campaign", DRAFTER),
    "campaigns:answers": page("campaign"),
    "campaigns:plan": page("campaign"),
    "campaigns:submit": form("campaign", DRAFTER),
    "campaigns:return": form("campaign", LEADERS),
    "campaigns:approve": form("campaign", LEADERS),
    "campaigns:launch": form("campaign", LEADERS),
    "campaigns:cancel": form("campaign", LEADERS, also={"draft": DRAFTER}),
    "campaigns:respond": form("campaign", "nohavu"),
    "campaigns:start_interim": form("campaign", DRAFTER),
    "campaigns:finish_interim": form("campaign", DRAFTER),
    "campaigns:close": form("campaign", DRAFTER),
    "campaigns:reopen": form("campaign", LEADERS),
    "campaigns:amend": form("campaign", LEADERS),
    "campaigns:final_review": form("campaign", DRAFTER),
    "campaigns:summarise": form("campaign", LEADERS),
    "campaigns:archive": form("campaign", "c"),
}
CHECKERS = "oaveT"
READERS = "mohavuelistT"  # of what is confidential; everyone else sees that it was recognised
WRITABLE = {"draft": "m", "returned": "m"}
INITIATIVES = {
    "initiatives:list": page(),
    "initiatives:mine": page(),
    "initiatives:library": page(),
    "initiatives:start": form(),
    "initiatives:start_for": form(may="noaveETOA"),
    "initiatives:detail": page("initiative", page=True),
    "initiatives:check": page("initiative", CHECKERS),
    "initiatives:version": page("initiative", READERS),
    "initiatives:compare": page("initiative", "", seen="compared"),  # to who may, nothing resembles it: 404
    "initiatives:edit": form("initiative", "", seen="written", also=WRITABLE),
    "initiatives:autosave": post("initiative", "", seen="written", also=WRITABLE),  # handed in
    "initiatives:similar": page("initiative", "m", seen="written"),
    "initiatives:preview": page("initiative", "", seen="written", also=WRITABLE),
    "initiatives:submit": post("initiative", "m", seen="written"),
    "initiatives:answer": post("initiative", "m"),
    "initiatives:on_paper": form("initiative", "", seen="written"),
    "initiatives:file": page("initiative", READERS),
    "initiatives:receipt": page("initiative", READERS),
    "initiatives:receipt_pdf": page("initiative", READERS),
    "initiatives:certificates": page("initiative", READERS),
    "initiatives:decision": page("initiative", READERS),
    "initiatives:discard": form("initiative", "m"),
    "initiatives:withdraw": form("initiative", "m"),
    "initiatives:receive": form("initiative", CHECKERS),
    "initiatives:return": form("initiative", CHECKERS),
    "initiatives:accept": form("initiative", CHECKERS),
    "initiatives:reject": form("initiative", CHECKERS),
    "initiatives:verify": form("initiative", CHECKERS),
    "initiatives:send": form("initiative", CHECKERS),
    "initiatives:move": form("initiative", CHECKERS),
    "initiatives:recognise": form("initiative", "h"),
    "initiatives:not_recognise": form("initiative", "hoaveT"),
    "initiatives:recognise_upper": form("initiative", "lt"),
    "initiatives:revoke": form("initiative", "h"),
}
PREPARERS, RUNNER = "oaveT", "e"
AWARDS = {
    "awards:list": page(),
    "awards:nominate": form(),
    "awards:check": page(),
    "awards:nomination": page("nomination", page=True),
    "awards:edit": form("nomination", PREPARERS),
    "awards:rating": form("nomination", PREPARERS),
    "awards:add_paper": post("nomination", PREPARERS),
    "awards:paper_file": page("nomination"),
    "awards:drop_paper": post("nomination", PREPARERS),
    "awards:batches": page(),
    "awards:new_batch": form(),
    "awards:batch": page("batch", page=True),
    "awards:add_to_batch": post("batch", RUNNER),
    "awards:draft": form("batch", RUNNER),
    "awards:notices": page(),
    "awards:notice": page("batch", seen="notice", page=True),
    "awards:answer": form("objection", "ei"),
    "awards:approvals": page(),
    "awards:decisions": page(),
    "awards:outside_numbers": form(),
    "awards:decision": page("decision", page=True),
    "awards:edit_draft": form("decision", RUNNER),
    "awards:approve": form("decision"),  # says why one may not sign, or leads to the decision; the service refuses
    "awards:revoke": form("decision", RUNNER),
    "awards:paper": page("decision"),
    "awards:certificates": page(),
    "awards:handle_certificates": post(),
    "awards:certificate": page("certificate", page=True),
    "awards:certificate_file": page("certificate"),
    "awards:mine": page(),
    "awards:person": page("member", "mohavuelcitT", refused="404"),
    "awards:enter_record": form("member", "oaveT", seen="holder"),
    "awards:register": page(),
    "awards:catalogue": page(),
    "awards:award_type": page("award_type"),
    "awards:nomination_vote": form("nomination", PREPARERS),
    "awards:nomination_submit": form("nomination", PREPARERS),
    "awards:nomination_resubmit": form("nomination", PREPARERS),
    "awards:nomination_receive": form("nomination", RUNNER),
    "awards:nomination_appraise": form("nomination", RUNNER),
    "awards:nomination_return": form("nomination", RUNNER),
    "awards:nomination_reject": form("nomination", RUNNER),
    "awards:nomination_over_quota": form("nomination", LEADERS),
    "awards:nomination_withdraw": form("nomination", PREPARERS),
    "awards:nomination_take_out": form("nomination", RUNNER),
    "awards:nomination_decline": form("nomination", LEADERS),
    "awards:batch_open_notice": form("batch", RUNNER),
    "awards:batch_to_council": form("batch", RUNNER),
    "awards:batch_skip_council": form("batch", RUNNER),
    "awards:batch_take_results": form("batch", RUNNER),
    "awards:batch_outside": form("batch", RUNNER),
    "awards:batch_close": form("batch", RUNNER),
    "awards:decision_check_form": form("decision", "c"),
    "awards:decision_send_back": form("decision", "clt"),
    "awards:decision_publish": form("decision", "c"),
    "awards:certificate_print": form("certificate", "c"),
    "awards:certificate_seal": form("certificate", "c"),
    "awards:certificate_deliver": form("certificate", "cohavueltT"),
    "awards:certificate_lost": form("certificate", "cohavueltT"),
    "awards:certificate_reissue": form("certificate", "c"),
    "awards_public:search": form(public=True),
    "awards_public:verify": page("proof", "", refused="404", public=True),  # nothing is told of this one
}
WRITERS, SIGNER, RECEIVERS = "vu", "u", "elt"
REPORTS = {
    "reports:list": page(),
    "reports:received": page(),
    "reports:job": page("job", "e", refused="404"),
    "reports:job_file": page("job", "e", refused="404"),
    "reports:detail": page("report", page=True),
    "reports:children": page("report"),
    "reports:lock_period": form("report", "vu"),
    "reports:indicator": page("report"),
    "reports:editions": page("report"),
    "reports:edit": form("report", WRITERS),
    "reports:refresh": post("report", WRITERS),
    "reports:paper": page("report"),
    "reports:present": form("report", WRITERS),
    "reports:hand_back": form("report", SIGNER),
    "reports:sign": form("report", SIGNER),
    "reports:return": form("report", RECEIVERS),
    "reports:accept": form("report", RECEIVERS),
    "reports:lock": form("report", RECEIVERS),
    "reports:correct": form("report", RECEIVERS),
}
ROWS: dict[str, Row] = (
    PORTAL
    | PERSONS
    | TRAIL
    | SHEETS
    | ACCOUNT
    | SIGNING_IN
    | UNITS
    | COUNCILS
    | CAMPAIGNS
    | INITIATIVES
    | AWARDS
    | REPORTS
)
SEEN_OTHERWISE = {
    # Only who writes it; all others are told that it is not there.
    "written": dict.fromkeys(SEEN["initiative"], "m"),
    "compared": {state: "".join(set(seen) - set("moaveT")) for state, seen in SEEN["initiative"].items()},
    "holder": {"own": "mohavuelcitT"},
    "own_member": {"own": "mohavuelcidtT"},
    "near_trail": {"own": ALL.replace("I", "").replace("D", "")},
    "no_trail": {"own": "".join(letter for letter in ALL if letter not in "idID")},
    "with_units": {"own": WITH_MEMBER},
}
EVERYBODY = EVERYONE + NOBODY
