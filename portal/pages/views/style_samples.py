"""Invented data for the style page."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

MENU = (
    ("Việc của tôi", "inbox", 9),
    ("Phong trào", "flag", 0),
    ("Sáng kiến", "lightbulb", 0),
    ("Khen thưởng", "folder2-open", 44),
    ("Hội đồng", "people", 0),
    ("Báo cáo", "bar-chart", 0),
)
REST = (("Điển hình, mô hình", "star", 0), ("Đơn vị và cán bộ", "diagram-3", 0), ("Sổ quyết định", "journal-text", 0))
TABS = (("Việc", "inbox", 9), ("Phong trào", "flag", 0), ("Hồ sơ", "folder2-open", 0), ("Báo cáo", "bar-chart", 0), ("Hội đồng", "people", 0))


def _menu(rows: tuple[tuple[str, str, int], ...], current: str = "") -> list[dict[str, Any]]:
    return [{"url": "#", "label": label, "icon": icon, "count": count, "current": label == current} for label, icon, count in rows]


NAV = SimpleNamespace(
    items=_menu(MENU, "Việc của tôi"),
    secondary=_menu(REST),
    tabs=_menu(TABS, "Việc"),
    who="Phạm Thị Yến",
    hat_label="Chuyên viên, LĐLĐ tỉnh Bắc Ninh",
    hats=[
        {"id": 1, "label": "Chuyên viên, LĐLĐ tỉnh Bắc Ninh", "current": True},
        {"id": 2, "label": "Thư ký Hội đồng sáng kiến tỉnh", "current": False},
    ],
    unread=3,
)

BADGES = (
    ("draft", "Nháp"),
    ("wait", "Đã nộp"),
    ("run", "Hội đồng đang xét"),
    ("ok", "Hội đồng thông qua"),
    ("bad", "Trả lại bổ sung"),
    ("late", "Quá 2 ngày"),
    ("seal", "Công nhận cấp cơ sở"),
    ("closed", "Không công nhận"),
)

TILES = (
    ("CĐ các KCN", 96), ("Đại Đồng", 88), ("Tiên Du", 81), ("Tân Chi", None), ("Phật Tích", 86), ("Từ Sơn", 94),
    ("Đồng Nguyên", 87), ("Phù Khê", 72), ("Gia Bình", 64), ("Lương Tài", 58), ("Yên Thế", 47),
)  # fmt: skip

TIMELINE = [
    {"title": "Bạn đã nộp", "when": "22/04/2026, 11:48", "state": "done", "url": "#", "link": "Giấy tiếp nhận có mã QR"},
    {"title": "CĐCS trả lại, cần bổ sung", "when": "27/04/2026", "who": "Lê Văn Thành", "state": "back", "quote": "Thêm bảng giá bán trước và sau khi có mã."},
    {"title": "Bạn đã bổ sung, bản 2", "when": "05/05/2026", "state": "done", "url": "#", "link": "Xem chỗ đã sửa"},
    {"title": "Hội đồng đang xét", "when": "từ 27/06/2026", "state": "now", "text": "Chấm điểm, họp, bỏ phiếu. Điểm công bố sau khi ký biên bản."},
    {"title": "Quyết định công nhận cấp cơ sở", "when": "dự kiến 15/07/2026", "state": "todo", "icon": "award"},
]

CRITERIA = [
    {"code": "A.1", "label": "Tính mới so với giải pháp đã biết", "max": 20, "min": None, "points": 18, "name": "a1", "bands": [], "comment_name": "a1_comment"},
    {
        "code": "A.2", "label": "Tính sáng tạo, cải tiến quy trình", "max": 20, "min": 10, "points": 16, "name": "a2", "open": True,
        "comment_name": "a2_comment", "comment": "Chốt tháo nhanh dùng lại được cho nhiều mã hàng.",
        "bands": [
            {"label": "18–20", "text": "Hoàn toàn mới, chưa nơi nào làm", "points": [18, 19, 20]},
            {"label": "14–17", "text": "Cải tiến mức khá", "points": [14, 15, 16, 17]},
            {"label": "10–13", "text": "Cải tiến mức trung bình", "points": [10, 11, 12, 13]},
            {"label": "0–9", "text": "Ít cải tiến hoặc sao chép", "points": list(range(10))},
        ],
    },
    {"code": "B.1", "label": "Đã áp dụng thực tế", "max": 15, "min": 8, "points": None, "name": "b1", "bands": [], "error": "Ghi điểm từ 0 đến 15."},
]  # fmt: skip

PAPER = {
    "above": "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
    "issuer": "LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH",
    "number": "…/QĐ-LĐLĐ",
    "place_date": "Bắc Ninh, ngày … tháng 7 năm 2026",
    "title": "QUYẾT ĐỊNH",
    "subject": "Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh",
    "paragraphs": ["Điều 1. Tặng Bằng khen cho 36 cá nhân và 8 tập thể đã có thành tích xuất sắc trong phong trào thi đua “Lao động giỏi, Lao động sáng tạo” 6 tháng đầu năm 2026 (có danh sách kèm theo)."],
    "signer_title": "CHỦ TỊCH",
    "signer": "Ngô Đình Tuyên",
    "url": "#",
    "pages": 4,
}


def _band(value: int | None) -> str:
    if value is None:
        return "none"
    return "met" if value >= 85 else "near" if value >= 70 else "below" if value >= 50 else "far"


def _groups(today: date) -> list[dict[str, Any]]:
    late = {"what": "Thẩm định 4 đề nghị Bằng khen LĐLĐ tỉnh", "why": "CĐ xã Đại Đồng gửi 17/06 · còn thiếu 1 biên bản", "url": "#"}
    soon = {"what": "Trình danh sách 44 khen thưởng sơ kết đợt 1", "why": "Hội đồng TĐKT đã thông qua · đã công khai đủ 10 ngày làm việc", "url": "#"}
    return [
        {"title": "Quá hạn", "count": "1 việc", "rows": [{**late, "due_on": today - timedelta(days=2), "verb": "Thẩm định", "primary": True}]},
        {"title": "Hôm nay", "count": "1 việc", "rows": [{"what": "Chuẩn bị phiên họp Hội đồng sáng kiến", "why": "45 sáng kiến · 7/9 ủy viên đã chấm xong", "url": "#", "due": "14:00 hôm nay", "due_kind": "wait", "verb": "Mở phiên họp"}]},
        {"title": "7 ngày tới", "count": "1 việc", "rows": [{**soon, "due_on": today + timedelta(days=3), "verb": "Xem tờ trình", "later": True}]},
    ]


def samples(today: date) -> dict[str, Any]:
    """Return the context of the style page."""
    return {
        "badges": BADGES,
        "groups": _groups(today),
        "quick": [{"url": "#", "label": "Thẩm định hồ sơ tiếp theo", "icon": "check2-square", "main": True}, {"url": "#", "label": "Nhập sáng kiến hộ", "icon": "person-plus"}, {"url": "#", "label": "Ghi khó khăn cơ sở", "icon": "chat-left-text"}, {"url": "#", "label": "Khen đột xuất", "icon": "lightning"}, {"url": "#", "label": "Nhập từ Excel", "icon": "file-earmark-spreadsheet"}],
        "figures": [
            {"label": "Sáng kiến được công nhận", "value": "1.486", "unit": "/ 2.800", "url": "#", "change": "12,4%", "direction": "up", "good": True},
            {"label": "Giá trị làm lợi đã công nhận", "value": "68,4", "unit": "tỷ đồng", "url": "#", "note": "khai 97,2; đã thẩm định 74,9"},
            {"label": "Tác giả là lao động trực tiếp", "value": "58,6", "unit": "%", "url": "#", "change": "1,3 điểm", "direction": "down", "good": False},
            {"label": "Hồ sơ trễ hạn", "value": "7", "url": "#", "change": "5 hồ sơ so cùng kỳ", "direction": "down", "good": True},
        ],
        "months": [{"label": f"T{month}", "value": now, "before": then} for month, now, then in ((1, 142, 121), (2, 168, 160), (3, 251, 214), (4, 263, 236), (5, 352, 309), (6, 310, 282))],
        "branches": [{"label": "Dệt may, da giày", "value": 412, "url": "#"}, {"label": "Điện tử", "value": 367}, {"label": "Cơ khí", "value": 288}, {"label": "Y tế", "value": 96}],
        "tiles": [{"label": label, "value": value, "shown": f"{value}%" if value else "chưa", "band": _band(value), "url": "#", "wide": label == "CĐ các KCN"} for label, value in TILES],
        "tile_keys": [("met", "Từ 85%, đạt"), ("near", "70–84%"), ("below", "50–69%"), ("far", "Dưới 50%"), ("none", "Chưa phát động")],
        "steps": [{"label": "Đã duyệt", "note": "05/01", "state": "done"}, {"label": "Đã phát động", "note": "12/01", "state": "done"}, {"label": "Đang sơ kết 6 tháng", "note": "đến 10/07", "state": "now"}, {"label": "Kết thúc nhận kết quả", "note": "31/12"}, {"label": "Tổng kết", "note": "01/2027"}],
        "timeline": TIMELINE,
        "criteria": CRITERIA,
        "paper": PAPER,
        "similar": [{"title": "Chế tạo gá may nẹp sơ mi giảm thao tác căn chỉnh tay", "unit": "CĐCS Cty CP May Đáp Cầu Mới (Bắc Ninh)", "note": "công nhận cấp cơ sở năm 2026", "url": "#"}],
        "shares": [{"name": "Đinh Thị Ngân", "note": "Công nhân may", "you": True, "input_name": "s1", "value": 70}, {"name": "Kiều Đức Tài", "note": "Kỹ sư thiết bị", "waiting": True, "input_name": "s2", "value": 20}],
        "photos": [{"caption": "Gá may"}, {"state": "Đang quét"}],
        "files": [{"name": "Bản vẽ đồ gá.pdf", "size": 1500000, "url": "#", "icon": "file-earmark-pdf"}, {"name": "Bảng tính.xlsx", "size": 40000, "icon": "file-earmark-spreadsheet", "state": "Đang quét", "kind": "wait"}],
        "needs": [{"label": "Tên và cách làm", "done": True}, {"label": "Điểm mới", "url": "#id_novelty"}, {"label": "Tỷ lệ đủ 100%", "done": True}],
        "verdicts": [{"label": "Hoàn thành xuất sắc nhiệm vụ 2 năm liền", "kind": "ok", "found": "2024 và 2025, quyết định 12/QĐ-LĐLĐ", "basis": "Luật Thi đua, khen thưởng 06/2022/QH15, Điều 74"}, {"label": "Có sáng kiến được cơ sở công nhận", "kind": "bad", "found": "Chưa thấy sáng kiến nào trong thời gian xét.", "url": "#", "link": "Thêm sáng kiến"}, {"label": "Không trùng khen chuyên đề trong năm", "kind": "wait", "found": "Cần kiểm tra văn bản.", "basis": "Hướng dẫn 1217/HD-TLĐ, mục 1.1"}],
        "votes": [("yes", "Đồng ý"), ("no", "Không đồng ý"), ("blank", "Phiếu trắng")],
        "facts": [("Hình thức", "Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh"), ("Quyết định", "12/QĐ-LĐLĐ, ngày 05/01/2026"), ("Nơi cấp", "Liên đoàn Lao động tỉnh Bắc Ninh"), ("Mã tra cứu", "BNI-26-4K7Q-92")],
        "sections": [{"url": "#", "label": "Tổng quan", "current": True}, {"url": "#", "label": "Đơn vị", "count": 29}, {"url": "#", "label": "Sáng kiến", "count": "1.486"}],
        "compared": [{"label": "Bản chất", "left": "Gá thép có rãnh dẫn giữ hai lớp nẹp thẳng hàng.", "right": "Gá nhựa in 3D giữ nẹp, thay cho ghim tay.", "other": True}, {"label": "Nơi áp dụng", "left": "Chuyền may 4", "right": "Chuyền may 4"}],
        "problems": ["Dòng 12: thiếu tên đơn vị."],
    }  # fmt: skip
