"""Papers of a province as its clerk would fill them; each call may change parts of them."""

from typing import Any

SIGNATURE = {"lines": ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"], "name": "Nguyễn Thị Vân Hà"}
HEADING = {
    "parent": "Tổng Liên đoàn Lao động Việt Nam",
    "issuer": "Liên đoàn Lao động tỉnh Bắc Ninh",
    "number": "12/QĐ-LĐLĐ",
    "symbol": "QĐ-LĐLĐ",
    "place": "Bắc Ninh",
    "issued_on": "2026-01-05",
}
LONG_NAME = "Công Tằng Tôn Nữ Thị Quỳnh Hương Giang Nguyễn Phúc Bảo Ngọc Diễm Khánh Linh"
LONG_UNIT = (
    "Công đoàn cơ sở thành viên Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Phát triển Hạ tầng Kỹ thuật"
    " và Dịch vụ Môi trường Đô thị các Khu công nghiệp tập trung tỉnh Bắc Ninh"
)
LONG_MERIT = (
    "Đã có thành tích đặc biệt xuất sắc trong lao động sáng tạo, với sáng kiến “Khung nắn chỉnh ngoài tự chế trong"
    " phẫu thuật kết hợp xương cẳng chân kết hợp quy trình nhận bệnh bằng mã QR giảm thời gian chờ tại khoa khám”,"
    " góp phần nâng cao năng suất, chất lượng, hiệu quả trong phong trào thi đua giai đoạn 2020 - 2025"
)


def listed(name: str = "Nguyễn Thị Hạnh", **changes: Any) -> dict[str, Any]:
    return {
        "name": name,
        "post": "Công nhân may bậc 5",
        "unit": "CĐCS Công ty TNHH May Hoa Sen",
        "award": "Bằng khen",
        "merit": "",
        "direct": True,
    } | changes


def decision(**changes: Any) -> dict[str, Any]:
    return {
        **HEADING,
        "authority": "Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Ninh",
        "abstract": "Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh",
        "grounds": [
            "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;",
            "Xét Tờ trình số 08/TTr-HĐTĐKT của Hội đồng Thi đua - Khen thưởng",
        ],
        "articles": [
            "Tặng Bằng khen cho các tập thể, cá nhân (có danh sách kèm theo).",
            "Quyết định này có hiệu lực kể từ ngày ký.",
        ],
        "list_title": "Tập thể, cá nhân được tặng Bằng khen năm 2025",
        "groups": [{"title": "I. Cá nhân", "rows": [listed(), listed("Phạm Văn Lực", direct=False)]}],
        "recipients": ["Như Điều 2", "Tổng Liên đoàn (b/c);", "Lưu: VT, Ban Công tác Công đoàn"],
        "signature": SIGNATURE,
    } | changes


def recognition_decision(**changes: Any) -> dict[str, Any]:
    initiative = {
        "title": "Chế tạo gá may nẹp sơ mi",
        "code": "SK-2026-000123",
        "authors": "Nguyễn Thị Hạnh (60%), Phạm Văn Lực (40%)",
        "unit": "CĐCS Công ty TNHH May Hoa Sen",
        "scope": "cơ sở",
        "value_vnd": 186_000_000,
    }
    parts = {key: value for key, value in decision().items() if key != "groups"}
    return parts | {"list_title": "Sáng kiến được công nhận đợt 1", "initiatives": [initiative]} | changes


def person(name: str, role: str = "Ủy viên", post: str = "Chuyên viên") -> dict[str, str]:
    return {"name": name, "role": role, "post": post}


def minutes(**changes: Any) -> dict[str, Any]:
    counted = {"issued": 9, "returned": 8, "valid": 8, "yes": 8, "no": 0, "percent": 88.9}
    return {
        **HEADING,
        "parent": "Liên đoàn Lao động tỉnh Bắc Ninh",
        "issuer": "Hội đồng Sáng kiến tỉnh Bắc Ninh",
        "number": "03/BB-HĐSK",
        "place": "",
        "issued_on": "",
        "abstract": "Họp xét công nhận sáng kiến đợt 1 năm 2026",
        "venue": "Phòng họp số 2",
        "started_at": "2026-06-12T08:00:00+07:00",
        "ended_at": "2026-06-12T04:05:00+00:00",
        "chair": person("Nguyễn Thị Vân Hà", "Chủ tịch Hội đồng", "Chủ tịch LĐLĐ tỉnh"),
        "secretary": person("Trần Văn Bình", "Thư ký Hội đồng"),
        "present": [person("Phạm Văn Lực"), person("Lê Thị Mơ")],
        "absent": [{"name": "Ngô Thị Ngọc Diễm", "role": "Ủy viên", "reason": "Đi công tác"}],
        "invited": [],
        "quorum": "Có mặt 8/9 thành viên, đủ điều kiện tiến hành phiên họp.",
        "conflicts": [{"name": "Lê Thị Mơ", "subject": "SK-003", "reason": "Là tác giả"}],
        "ballot_rule": "Hội đồng bỏ phiếu kín.",
        "items": [
            {"title": "Gá may nẹp (SK-001)", "note": "Mới", "sheets": 7, "mean": 86.43, "result": "Đạt", **counted},
        ],
        "conclusions": ["Công nhận 01 sáng kiến"],
        "recipients": ["Lưu: VT"],
        "timestamp": "2026-06-12T11:30:00+07:00",
    } | changes


def report(**changes: Any) -> dict[str, Any]:
    line = {"code": "C01", "name": "Sáng kiến được công nhận", "unit": "sáng kiến"}
    figures = {"value": 1412, "previous": 1255, "change": 112.5, "target": None, "achieved": "50,4"}
    return {
        **HEADING,
        "number": "34/BC-LĐLĐ",
        "abstract": "Sơ kết phong trào thi đua 6 tháng đầu năm 2026",
        "starts_on": "2026-01-01",
        "ends_on": "2026-06-30",
        "intro": "Ban Thường vụ Liên đoàn Lao động tỉnh báo cáo như sau:",
        "sections": [
            {"heading": "Phần thứ nhất\nKẾT QUẢ", "level": 1, "paragraphs": []},
            {"heading": "I. ĐẶC ĐIỂM TÌNH HÌNH", "paragraphs": ["Toàn tỉnh có 1.245 công đoàn cơ sở."]},
        ],
        "indicators": [{"title": "C. Sáng kiến", "rows": [line | figures]}],
        "missing": [{"name": "CĐCS Công ty TNHH May Hoa Sen", "due_on": "2026-07-05", "note": "Đã nhắc 2 lần"}],
        "recipients": ["Tổng Liên đoàn (b/c)", "Lưu: VT"],
        "signature": {"lines": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "name": "Thạch Văn Chung"},
        "verify_url": "https://thidua.example.vn/v/BC34",
    } | changes


def plan(**changes: Any) -> dict[str, Any]:
    return {
        **HEADING,
        "number": "51/KH-LĐLĐ",
        "abstract": "Phát động phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2026",
        "intro": "Ban Thường vụ xây dựng kế hoạch như sau:",
        "purposes": ["Phát huy sáng kiến", "Nhân rộng điển hình"],
        "contents": ["Nâng cao năng suất"],
        "criteria": [{"name": "Tính mới", "points": 30, "note": "Mới trong đơn vị"}],
        "targets": [{"name": "Sáng kiến", "unit": "sáng kiến", "value": 2800, "assignee": "Toàn tỉnh"}],
        "audience": ["Đoàn viên, người lao động trong toàn tỉnh"],
        "phases": [{"name": "", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}],
        "award_forms": [{"name": "Bằng khen", "subject": "Cá nhân", "quantity": 120}],
        "organisation": [{"who": "Ban Công tác Công đoàn", "task": "Theo dõi, tổng hợp kết quả."}],
        "recipients": ["Lưu: VT"],
        "signature": SIGNATURE,
    } | changes


def receipt(**changes: Any) -> dict[str, Any]:
    return {
        **HEADING,
        "number": "45/GTN-CĐCS",
        "code": "SK-2026-000123",
        "title": "Chế tạo gá may nẹp sơ mi",
        "solution_type": "Giải pháp kỹ thuật",
        "campaign": "Lao động giỏi, Lao động sáng tạo",
        "authors": [{"name": "Nguyễn Thị Hạnh", "post": "Công nhân may", "share": 60}],
        "unit": "CĐCS Công ty TNHH May Hoa Sen",
        "submitted_at": "2026-03-06T14:05:00+07:00",
        "papers": ["Đơn đề nghị", "02 ảnh"],
        "answerer": "CĐCS Công ty TNHH May Hoa Sen",
        "due_on": "2026-04-05",
        "track_url": "https://thidua.example.vn/t/SK-2026-000123",
        "signature": {"lines": ["NGƯỜI TIẾP NHẬN"], "name": "Trần Thị Lan"},
    } | changes


def award(**changes: Any) -> dict[str, Any]:
    return {
        "authority": "Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh",
        "title": "BẰNG KHEN",
        "salutation": "Đồng chí",
        "name": "Nguyễn Thị Bích Phượng",
        "post": "Kỹ sư",
        "unit": "CĐCS Công ty TNHH May Hoa Sen",
        "merit": "Đã có thành tích xuất sắc năm 2025",
        "decision_number": "12/QĐ-LĐLĐ",
        "golden_number": "00042",
        "verify_url": "https://thidua.example.vn/v/9X7KABCD",
        "place": "Bắc Ninh",
        "issued_on": "2026-01-05",
        "signature": {"lines": ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"], "name": "Nguyễn Thị Vân Hà"},
    } | changes


def certificate(*items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"items": list(items) or [award()], "timestamp": "2026-01-05T08:00:00+07:00"} | changes


def recognition(**changes: Any) -> dict[str, Any]:
    author = {
        "authority": "Liên đoàn Lao động tỉnh Bắc Ninh",
        "salutation": "Bà",
        "name": "Nguyễn Thị Hạnh",
        "post": "Công nhân may bậc 5",
        "unit": "CĐCS Công ty TNHH May Hoa Sen",
        "share": 60,
        "sole": False,
        "initiative": "Chế tạo gá may nẹp sơ mi",
        "code": "SK-2026-000123",
        "scope": "cơ sở",
        "benefit": "Giá trị làm lợi: 186.000.000 đồng",
        "decision_number": "45/QĐ-LĐLĐ",
        "decided_on": "2026-06-20",
        "register_number": "00123/SK",
        "verify_url": "https://thidua.example.vn/v/9X7K",
        "place": "Bắc Ninh",
        "issued_on": "2026-06-20",
        "signature": SIGNATURE,
    }
    return {"items": [author | changes], "timestamp": "2026-06-20T08:00:00+07:00"}


ALL = {
    "decision": decision,
    "recognition_decision": recognition_decision,
    "minutes": minutes,
    "report": report,
    "plan": plan,
    "receipt": receipt,
    "certificate": certificate,
    "recognition": recognition,
}
