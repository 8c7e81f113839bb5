"""Personal data: opened for a purpose and on record; consent to be named; corrections that people ask for."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.workflow import advance, lock
from units import notices
from units.enums import Correctable, Gender, RequestState
from units.models import Consent, CorrectionRequest, Member
from units.personal import CONSENT_VERSION, needs_of
from units.selectors import discipline_mended_since, personal_facts
from units.services.membership import correct_member, refuse_day_to_come, refuse_taken_phone
from units.states import ACCEPT, REFUSE, WITHDRAW

MAY_BE_EMPTY = (Correctable.PHONE, Correctable.ADDRESS)  # asked for with nothing: to be kept no more
DAY_FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
PHONE_DIGITS = range(9, 16)


@transaction.atomic
def open_personal(member: Member, *, actor: Any, at: datetime, purpose: str) -> dict[str, Any]:
    """
    Return the personal facts of ``member`` that ``purpose`` needs, by field; the look is on record.

    :raises PermissionDenied: if no role of ``actor`` needs them for this
    """
    need = next((one for one in needs_of(actor, member.unit) if one.purpose == purpose), None)
    if need is None:
        raise PermissionDenied(_("Vai trò của bạn không mở dữ liệu cá nhân của người này cho mục đích đó."))
    after = {"purpose": purpose, "fields": list(need.fields)}
    audit.record("member.view_personal", member, actor=actor, at=at, after=after)
    return personal_facts(member, need.fields)


@transaction.atomic
def give_consent(member: Member, *, actor: Any, at: datetime) -> Consent:
    """
    Return the consent of ``member`` to be named in public, to the text of today; one stands at a time.

    :raises PermissionDenied: for anyone but the person
    """
    _refuse_others(member, actor)
    lock(member)
    standing = member.consents.filter(withdrawn_at__isnull=True).first()
    if standing is not None and standing.version == CONSENT_VERSION:
        return standing
    if standing is not None:
        _withdraw(standing, actor=actor, at=at)
    consent = Consent.objects.create(member=member, version=CONSENT_VERSION, given_at=at, given_by=actor)
    audit.record("member.consent", member, actor=actor, at=at, after={"version": consent.version})
    return consent


@transaction.atomic
def withdraw_consent(member: Member, *, actor: Any, at: datetime) -> None:
    """
    Let ``member`` be named in public no more.

    :raises PermissionDenied: for anyone but the person
    """
    _refuse_others(member, actor)
    lock(member)
    standing = member.consents.filter(withdrawn_at__isnull=True).first()
    if standing is not None:
        _withdraw(standing, actor=actor, at=at)


def _withdraw(consent: Consent, *, actor: Any, at: datetime) -> None:
    consent.withdrawn_at, consent.withdrawn_by = at, actor
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record("member.withdraw_consent", consent.member, actor=actor, at=at, before={"version": consent.version})


def _refuse_others(member: Member, actor: Any) -> None:
    if actor.member_id != member.pk:
        raise PermissionDenied(_("Chỉ chính người đó mới đồng ý hoặc rút đồng ý được."))


@transaction.atomic
def request_correction(
    member: Member, *, actor: Any, at: datetime, field: str, wanted: str, reason: str
) -> CorrectionRequest:
    """
    Return what ``member`` asks to have put right in their own record; the officials of their union are told.

    :raises PermissionDenied: for anyone but the person
    :raises DomainError: if the new value cannot be, is a day to come, is what is written already, or was asked for
        and not yet answered
    """
    if actor.member_id != member.pk:
        raise PermissionDenied(_("Chỉ chính người đó mới đề nghị sửa hồ sơ của mình."))
    lock(member)
    value = _read(field, wanted)
    if field != Correctable.DISCIPLINES and value == getattr(member, field):
        raise DomainError(_("Hồ sơ đang ghi đúng như vậy."), field="wanted")
    if isinstance(value, date):
        refuse_day_to_come(value, at, field="wanted")
    if field == Correctable.PHONE:
        _refuse_phone(str(value), member)
    if not reason.strip():
        raise DomainError(_("Ghi lý do hoặc giấy tờ làm căn cứ."), field="reason")
    if member.corrections.filter(field=field, state=RequestState.OPEN).exists():
        raise DomainError(_("Mục này đã có đề nghị đang chờ trả lời."), field="field")
    asked = CorrectionRequest.objects.create(
        member=member, field=field, wanted=str(value), reason=reason.strip(), made_by=actor, created_at=at
    )
    audit.record("correctionrequest.make", asked, actor=actor, at=at, after={"field": field, field: value})
    notices.tell_correction_asked(asked, at=at)
    return asked


@transaction.atomic
def accept_correction(asked: CorrectionRequest, *, actor: Any, at: datetime, answer: str = "") -> None:
    """
    Put the record right as asked. Disciplinary measures are put right at the person's record first, one by one.

    :raises WrongStateError: if it was answered or withdrawn
    :raises PermissionDenied: if ``actor`` does not keep the members of the union, or asked for it themselves
    :raises DomainError: if the value cannot be any more: the number is someone else's by now; or if nothing about
        the measures was ended or taken back since it was asked for
    """
    _answer(asked, ACCEPT, actor=actor, at=at, answer=answer)
    if asked.field == Correctable.DISCIPLINES:
        if not discipline_mended_since(asked.member, asked.created_at):
            raise DomainError(_("Hãy bỏ hoặc kết thúc mục kỷ luật ghi sai ở hồ sơ đoàn viên trước, rồi trả lời."))
        return
    facts = {asked.field: _read(asked.field, asked.wanted)}
    reason = _("Theo đề nghị của đoàn viên: %(reason)s") % {"reason": asked.reason}
    correct_member(asked.member, actor=actor, at=at, reason=reason, **facts)


@transaction.atomic
def refuse_correction(asked: CorrectionRequest, *, actor: Any, at: datetime, answer: str) -> None:
    """
    Leave the record as it is, and say why.

    :raises WrongStateError: if it was answered or withdrawn
    :raises PermissionDenied: if ``actor`` does not keep the members of the union, or asked for it themselves
    :raises DomainError: without a reason
    """
    if not answer.strip():
        raise DomainError(_("Ghi lý do không sửa; người đề nghị sẽ đọc đúng câu này."), field="answer")
    _answer(asked, REFUSE, actor=actor, at=at, answer=answer)


@transaction.atomic
def withdraw_correction(asked: CorrectionRequest, *, actor: Any, at: datetime) -> None:
    """
    Take back what one asked for.

    :raises WrongStateError: if it was answered
    """
    advance(asked, WITHDRAW, actor=actor, at=at)


def wanted_value(asked: CorrectionRequest) -> Any:
    """Return what is to be written, as the column holds it."""
    return _read(asked.field, asked.wanted)


def _answer(asked: CorrectionRequest, step: Any, *, actor: Any, at: datetime, answer: str) -> None:
    words = answer.strip()
    if asked.field == Correctable.DISCIPLINES:
        # In the trail the words stand where they are hidden without a purpose.
        advance(asked, step, actor=actor, at=at, answered_by=actor, answered_at=at)
        CorrectionRequest.objects.filter(pk=asked.pk).update(answer=words)
        asked.answer = words
        if words:
            audit.record("correctionrequest.answer", asked, actor=actor, at=at, after={"disciplines": words})
    else:
        advance(asked, step, actor=actor, at=at, note=words, answer=words, answered_by=actor, answered_at=at)
    notices.tell_correction_answered(asked, at=at)


def _read(field: str, wanted: str) -> Any:
    """Return what was typed as the column holds it."""
    text = " ".join(wanted.split())
    if not text and field not in MAY_BE_EMPTY:
        raise DomainError(_("Ghi nội dung đúng."), field="wanted")
    if field in (Correctable.BIRTH_DATE, Correctable.JOINED_ON):
        return _read_day(text)
    if field == Correctable.GENDER:
        if text.lower() not in Gender.values:
            raise DomainError(_("Giới tính ghi “nam” hoặc “nữ”."), field="wanted")
        return text.lower()
    if field == Correctable.PHONE:
        return text.translate(str.maketrans("", "", " .-"))
    column = (
        CorrectionRequest._meta.get_field("wanted")
        if field == Correctable.DISCIPLINES
        else Member._meta.get_field(field)
    )
    most = getattr(column, "max_length", None) or 0
    if len(text) > most:
        raise DomainError(_("Ghi nhiều nhất %(most)d ký tự.") % {"most": most}, field="wanted")
    return text


def _read_day(text: str) -> date:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise DomainError(_("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/09/1990."), field="wanted")


def _refuse_phone(phone: str, member: Member) -> None:
    if phone and not (phone.isascii() and phone.isdecimal() and len(phone) in PHONE_DIGITS):
        raise DomainError(_("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678."), field="wanted")
    try:
        refuse_taken_phone(phone, but=member)
    except DomainError as refusal:
        raise DomainError(refusal.message, field="wanted") from refusal
