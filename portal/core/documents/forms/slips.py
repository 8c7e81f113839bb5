"""Phiếu kích hoạt tài khoản: what a worker without e-mail takes home, scans, and opens their account with."""

from typing import TypedDict

from portal.core.documents.blocks import Check, Slip, Slips
from portal.core.documents.qr import qr_svg
from portal.core.documents.text import bind, bind_name, short_date

PER_PAGE = 8


class SlipRow(TypedDict):
    """``code`` as it is read and typed; ``url`` goes into the QR code; ``until`` is an ISO day."""

    name: str
    code: str
    member_code: str
    unit: str
    url: str
    until: str


class ActivationSlips(TypedDict):
    """``site``: where the code is typed by hand, without ``https://``; ``timestamp`` (ISO moment) of the print."""

    site: str
    slips: list[SlipRow]
    timestamp: str


def compose_slips(data: ActivationSlips) -> Slips:
    found = [_slip(row) for row in data["slips"]]
    return Slips(
        title="PHIẾU KÍCH HOẠT TÀI KHOẢN",
        site=data["site"],
        pages=tuple(tuple(found[start : start + PER_PAGE]) for start in range(0, len(found), PER_PAGE)),
    )


def _slip(row: SlipRow) -> Slip:
    return Slip(
        name=bind_name(row["name"]),
        place=bind(f"{row['unit']} · mã đoàn viên {row['member_code']}"),
        steps=("Quét mã QR bằng điện thoại.", "Ghi ngày sinh, số điện thoại.", "Nhập mã gửi về điện thoại."),
        code=row["code"],
        until=f"Dùng một lần, đến hết ngày {short_date(row['until'])}. Không đưa cho người khác.",
        check=Check(row["url"], qr_svg(row["url"])),
    )
