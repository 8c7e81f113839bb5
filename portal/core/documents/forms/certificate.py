"""Bằng khen, giấy khen, cờ thi đua; giấy chứng nhận sáng kiến: pages to hang on a wall."""

from typing import Literal, NotRequired, TypedDict

from portal.core.documents.blocks import Diploma, Diplomas, Words
from portal.core.documents.fitting import fit_words
from portal.core.documents.forms.official import Signature, check, place_and_date, signing
from portal.core.documents.text import NBSP, balance, bind, long_date, number


class Award(TypedDict):
    """
    One certificate.

    ``title``: "BẰNG KHEN", "GIẤY KHEN", "CỜ THI ĐUA", …; ``salutation``: "Đồng chí", "Ông",
    "Bà", or empty for a collective; ``post``: chức vụ, may be empty; ``verb``: "TRUY TẶNG"
    where "TẶNG" is wrong; ``mark``: printed across the page ("BẢN XEM TRƯỚC", "ĐÃ THU HỒI");
    ``verify_code``: what those type who cannot scan, printed below the QR code.
    """

    authority: str
    title: str
    salutation: str
    name: str
    post: str
    unit: str
    merit: str
    decision_number: str
    golden_number: str
    verify_url: str
    place: str
    issued_on: str
    signature: Signature
    verb: NotRequired[str]
    verify_code: NotRequired[str]
    mark: NotRequired[str]


class Certificates(TypedDict):
    """``stock``: "plain" paper, or paper "preprinted" with its frame and star."""

    items: list[Award]
    stock: NotRequired[Literal["plain", "preprinted"]]
    timestamp: NotRequired[str]


class Authorship(TypedDict):
    """
    One author of one recognised initiative.

    ``share`` in per cent; ``sole``: no other authors; ``scope``: phạm vi ảnh hưởng ("cơ sở",
    "tỉnh", "toàn quốc"); ``benefit``: in words, may be empty.
    """

    authority: str
    salutation: str
    name: str
    post: str
    unit: str
    share: int | float
    sole: bool
    initiative: str
    code: str
    scope: str
    benefit: str
    decision_number: str
    decided_on: str
    register_number: str
    verify_url: str
    place: str
    issued_on: str
    signature: Signature
    mark: NotRequired[str]


class Recognitions(TypedDict):
    items: list[Authorship]
    stock: NotRequired[Literal["plain", "preprinted"]]
    timestamp: NotRequired[str]


def compose_certificates(data: Certificates) -> Diplomas:
    return Diplomas(tuple(_award(item) for item in data["items"]), framed=data.get("stock") != "preprinted")


def compose_recognitions(data: Recognitions) -> Diplomas:
    return Diplomas(tuple(_authorship(item) for item in data["items"]), framed=data.get("stock") != "preprinted")


def _award(item: Award) -> Diploma:
    return Diploma(
        words=fit_words(
            Words(
                authority=balance(item["authority"].upper(), limit=66),
                verb=item.get("verb", "TẶNG"),
                title=item["title"],
                title_first=False,
                name=_named(item),
                post=_placed(item),
                merit=tuple(map(bind, filter(None, [item["merit"]]))),
            )
        ),
        dated=place_and_date(item["place"], item["issued_on"]),
        signing=signing(item["signature"]),
        notes=_notes(item),
        check=check(item["verify_url"]),
        mark=item.get("mark", ""),
    )


def _notes(item: Award) -> tuple[str, ...]:
    code = (f"Mã tra cứu: {item['verify_code']}",) if item.get("verify_code") else ()
    return (*code, f"Quyết định số: {item['decision_number']}", f"Số sổ vàng: {item['golden_number']}")


def _authorship(item: Authorship) -> Diploma:
    return Diploma(
        words=fit_words(
            Words(
                authority=balance(item["authority"].upper(), limit=66),
                verb="CHỨNG NHẬN",
                title="GIẤY CHỨNG NHẬN SÁNG KIẾN",
                title_first=True,
                name=_named(item),
                post=_placed(item),
                merit=tuple(map(bind, _merit(item))),
            )
        ),
        dated=place_and_date(item["place"], item["issued_on"]),
        signing=signing(item["signature"]),
        notes=(
            f"Quyết định công nhận số: {item['decision_number']}",
            long_date(item["decided_on"]),
            f"Số vào sổ: {item['register_number']}",
        ),
        check=check(item["verify_url"]),
        mark=item.get("mark", ""),
    )


def _named(item: Award | Authorship) -> str:
    return bind(" ".join(filter(None, (item["salutation"], item["name"]))))


def _placed(item: Award | Authorship) -> str:
    return bind(", ".join(filter(None, (item["post"], item["unit"]))))


def _merit(item: Authorship) -> list[str]:
    role = "Là tác giả" if item["sole"] else f"Là đồng tác giả (tỷ lệ đóng góp {number(item['share'])}%)"
    lines = [f"{role} của sáng kiến “{item['initiative']}” (mã{NBSP}số{NBSP}{item['code']})"]
    if item["scope"]:
        lines.append(f"Phạm vi ảnh hưởng: {item['scope']}")
    if item["benefit"]:
        lines.append(item["benefit"])
    return lines
