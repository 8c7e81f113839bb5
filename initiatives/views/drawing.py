"""An initiative in the shapes the components draw."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.content import content_of, lines_of
from initiatives.enums import Scope
from initiatives.forms import DraftForm
from initiatives.models import Attachment, Author, Initiative
from initiatives.rules import RECOGNISED
from initiatives.selectors import Mark, Similar
from portal.core.models import StoredFile
from portal.core.permissions import allowed


def content_lines(initiative: Initiative) -> list[tuple[str, str]]:
    """Return what is written, without the title: the page has it as its heading."""
    return lines_of(content_of(initiative))[1:]


def draw_photos(initiative: Initiative, attachments: Iterable[Attachment] | None = None) -> list[dict[str, Any]]:
    """Return the files; pictures with a thumbnail of themselves."""
    rows = initiative.attachments.all() if attachments is None else attachments
    return [_photo(initiative, one) for one in rows]


def _photo(initiative: Initiative, attachment: Attachment) -> dict[str, Any]:
    url = reverse("initiatives:file", args=[initiative.pk, attachment.pk])
    waiting = attachment.file.scan == StoredFile.Scan.WAITING
    return {
        "pk": attachment.pk,
        "url": url,
        "thumb": url if attachment.is_picture and not waiting else "",
        "caption": attachment.caption or attachment.file.name,
        "name": attachment.file.name,
        "size": attachment.file.size,
        "state": _("đang quét") if waiting else "",
        "icon": "image" if attachment.is_picture else "file-earmark-text",
    }


def draw_shares(initiative: Initiative, form: DraftForm, actor: Any) -> list[dict[str, Any]]:
    """Return a row per author for the share editor."""
    return [_share(author, form, actor) for author in initiative.authors.all()]


def _share(author: Author, form: DraftForm, actor: Any) -> dict[str, Any]:
    name = f"share_{author.pk}"
    known = name in form.fields
    return {
        "pk": author.pk,
        "name": author.member.full_name,
        "note": author.member.position,
        "waiting": author.confirmed_at is None,
        "input_name": name,
        "value": form[name].value() if known else author.share,
        "error": form.errors.get(name, [""])[0],
        "you": author.member_id == actor.member_id,
        "is_lead": author.is_lead,
        "may_paper": author.confirmed_at is None and allowed(actor, "initiatives.confirm_on_paper", author),
    }


def draw_similar(initiative: Initiative, found: Iterable[Similar]) -> list[dict[str, Any]]:
    """Return the similar ones as the notice shows them: unit, year and title, never the author's name."""
    return [_similar(initiative, one) for one in found]


def _similar(initiative: Initiative, one: Similar) -> dict[str, Any]:
    other = one.initiative
    notes = [_("giống khoảng %(percent)d%%") % {"percent": one.percent}]
    if other.state in RECOGNISED and other.recognised_on is not None:
        scope = Scope(other.scope).label.lower()
        notes.insert(0, _("công nhận %(scope)s năm %(year)d") % {"scope": scope, "year": other.recognised_on.year})
    else:
        notes.insert(0, _("chưa được công nhận"))
    notes += [_("cùng tác giả")] * one.same_author + [_("cùng giá trị khai")] * one.same_value
    return {
        "pk": other.pk,
        "code": other.code,
        "title": other.title,
        "unit": other.owner.short_name,
        "note": ", ".join(notes),
        "percent": one.percent,
        "url": reverse("initiatives:compare", args=[initiative.pk, other.pk]),
    }


def draw_steps(initiative: Initiative, marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Return the way of a dossier for the timeline, with links to the receipt and to what was changed."""
    return [_step(initiative, mark) for mark in marks]


def _step(initiative: Initiative, mark: Mark) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "title": mark.title,
        "state": mark.state,
        "when": mark.when,
        "who": mark.who,
        "quote": mark.quote,
        "text": mark.text,
        "icon": mark.icon,
    }
    if mark.number == 1:
        entry |= {"url": reverse("initiatives:receipt", args=[initiative.pk]), "link": _("Giấy tiếp nhận có mã QR")}
    elif mark.number:
        entry |= {
            "url": reverse("initiatives:version", args=[initiative.pk, mark.number]),
            "link": _("Xem chỗ đã sửa"),
        }
    return entry
