"""Made-up units, members and initiatives in bulk: INSERT … SELECT, so that a million take a minute."""

from django.db import connection

PER_UNION = 25  # initiatives of one grassroots union
MEMBERS_PER_UNION = 90  # as in the confederation: 11 million members in 120,000 unions
TABLES = ("units_unit", "units_member", "initiatives_initiative", "units_tally")


def generate(initiatives: int) -> dict[str, int]:
    """Fill the demo's tree with about ``initiatives`` initiatives; return how many of each there are."""
    unions = max(initiatives // PER_UNION, 40)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(UNIONS, {"unions": unions})
        cursor.execute(VERSIONS)
        cursor.execute(MEMBERS, {"members": MEMBERS_PER_UNION})
        cursor.execute(OFFICIALS)
        cursor.execute(ASSIGNMENTS)
        cursor.execute(INITIATIVES, {"count": PER_UNION, "campaign": _campaign_id(cursor)})
        cursor.execute(AUTHORS)
        cursor.execute(TALLIES)
        cursor.execute("VACUUM ANALYZE")
        return {name: _count(cursor, name) for name in TABLES}


def _campaign_id(cursor) -> int:
    cursor.execute("SELECT id FROM campaigns_campaign WHERE code = 'PT-LDG-2026'")
    return int(cursor.fetchone()[0])


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])


# A third of the unions lie in the demo province, as its list is what is measured; the rest elsewhere.
UNIONS = """
    WITH uppers AS (
        SELECT id, path, province_id, upper_id, row_number() OVER (ORDER BY province_id = (SELECT id FROM units_unit WHERE code = 'LD-BNI') DESC, id) AS place,
               count(*) OVER () AS total
        FROM units_unit WHERE level IN (2, 3) AND status = 'active' AND province_id IS NOT NULL
    ), made AS (
        SELECT nextval(pg_get_serial_sequence('units_unit', 'id')) AS id, n, u.id AS parent_id, u.path, u.province_id, u.upper_id
        FROM generate_series(1, %(unions)s) n JOIN uppers u ON u.place = 1 + (n * 7919) %% u.total
    )
    INSERT INTO units_unit (id, code, name, short_name, kind, level, parent_id, path, province_id, upper_id, grassroots_id, area, sector, doc_suffix,
        place, status, valid_from, member_count, note, source)
    SELECT id, 'BM-' || n, 'CĐCS Công ty Đo tốc độ ' || n, 'CĐCS Cty Đo tốc độ ' || n, 'cdcs', 4, parent_id, path || id || '/',
        province_id, upper_id, id, '', 'cơ khí', 'CĐCS', '', 'active', '2020-01-01', 90, '', 'benchmark'
    FROM made
"""
VERSIONS = """
    INSERT INTO units_unitversion (unit_id, valid_from, name, short_name, area, doc_suffix, place, status, parent_id, path)
    SELECT id, valid_from, name, short_name, area, doc_suffix, place, status, parent_id, path
    FROM units_unit WHERE source = 'benchmark'
"""
MEMBERS = """
    INSERT INTO units_member (code, full_name, gender, phone, address, unit_id, grassroots_id, position, "group", education,
        is_direct_worker, left_reason)
    SELECT 'BM-' || u.id || '-' || n,
        (ARRAY['Nguyễn','Trần','Lê','Phạm','Vũ','Đặng','Bùi'])[1 + (n * 13 + u.id) %% 7] || ' ' ||
        (ARRAY['Thị','Văn','Đức','Ngọc'])[1 + (n * 7 + u.id) %% 4] || ' ' ||
        (ARRAY['Anh','Bình','Cường','Dung','Hạnh','Hùng','Lan','Mai','Nga','Sơn'])[1 + (n * 3 + u.id) %% 10],
        CASE WHEN n %% 2 = 0 THEN 'nữ' ELSE 'nam' END, '', '', u.id, u.id, 'Công nhân',
        CASE WHEN n %% 5 = 0 THEN 'chuyen_mon' ELSE 'cong_nhan_truc_tiep' END, 'THPT', n %% 5 <> 0, ''
    FROM units_unit u CROSS JOIN generate_series(1, %(members)s) n WHERE u.source = 'benchmark'
"""
OFFICIALS = """
    INSERT INTO units_user (password, is_superuser, username, email, full_name, member_id, is_active, created_at)
    SELECT '!', false, code, '', full_name, id, true, now() FROM (
        SELECT DISTINCT ON (unit_id) id, code, full_name FROM units_member WHERE code LIKE 'BM-%' ORDER BY unit_id, id) first
"""
ASSIGNMENTS = """
    INSERT INTO units_assignment (user_id, role, unit_id, title, basis, end_reason, whole_branch, waits, valid_from)
    SELECT u.id, 'grassroots_officer', m.unit_id, '', '', '', true, false, '2020-01-01'
    FROM units_user u JOIN units_member m ON m.id = u.member_id WHERE u.username LIKE 'BM-%'
"""
# Handed in over the last eleven months; the multiplier scatters neighbours over them.
INITIATIVES = """
    INSERT INTO initiatives_initiative (code, title, known_situation, solution, novelty, kind, field, campaign_id, lead_id, author_names,
        unit_id, grassroots_id, upper_id, province_id, has_value, claimed_value_vnd, value_basis, verified_value_vnd, verified_at,
        verify_note, recognised_value_vnd, recognised_on, social_benefit, confidential, scope, state, saved_page, submitted_at,
        answer_due_on, return_reason, return_count, sketch, version, created_at, first_applied_on)
    SELECT 'BM-' || m.id,
        (ARRAY['Cải tiến','Chế tạo','Thay đổi','Tự động hóa','Rút ngắn','Sắp xếp lại','Lắp thêm','Tận dụng'])[1 + m.luck %% 8] || ' ' ||
        (ARRAY['đồ gá','khuôn ép','băng chuyền','quy trình sơ chế','máy may','lò sấy','xe đẩy','giá kệ','bàn cắt','mũi khoan',
               'tủ điện','bơm nước','quạt hút','phiếu kho','cân định lượng','dao tiện','van khí','nồi hơi','thang nâng','đèn báo',
               'bao bì','giáo cụ','sổ trực ca','kim tiêm','vườn ươm','lưới rào','cống thoát','tời kéo','mạch in','sơn phủ']
        )[1 + m.luck / 8 %% 30] || ' ở tổ ' || m.luck / 240 %% 12 || ', việc số ' || m.id,
        'Trước đây làm tay', 'Nay dùng ' || md5(m.id::text), 'Chưa nơi nào làm', 'giai_phap_ky_thuat', 'cơ khí', %(campaign)s, m.id, m.full_name,
        m.unit_id, m.unit_id, CASE WHEN p.level = 3 THEN p.id END, u.province_id, true, 50000000, 'tiết kiệm', NULL, NULL,
        '', NULL, CASE WHEN m.luck %% 10 > 4 THEN m.at::date END, '', false, 'co_so',
        CASE WHEN m.luck %% 10 > 4 THEN 'recognized_base' WHEN m.luck %% 10 > 3 THEN 'submitted' ELSE 'accepted' END, '',
        m.at, m.at::date + 30, '', 0,
        ARRAY[hashint4(m.id::int), hashint4(m.id::int + 1), hashint4(m.id::int + 2)], 1, m.at, m.at::date - 60
    FROM (SELECT *, row_number() OVER (PARTITION BY unit_id ORDER BY id) AS place,
                 abs(hashint4(id::int)::bigint) AS luck, now() - (id * 7919 %% 28000000) * INTERVAL '1 second' AS at
          FROM units_member WHERE code LIKE 'BM-%%') m
    JOIN units_unit u ON u.id = m.unit_id JOIN units_unit p ON p.id = u.parent_id WHERE m.place <= %(count)s
"""
AUTHORS = """
    INSERT INTO initiatives_author (initiative_id, member_id, share, is_lead, confirmed_at)
    SELECT id, lead_id, 100, true, submitted_at FROM initiatives_initiative WHERE code LIKE 'BM-%%'
"""
TALLIES = """
    INSERT INTO units_tally (unit_id, indicator, month, value)
    SELECT unit_id, indicator, date_trunc('month', submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, sum(amount)
    FROM initiatives_initiative
    CROSS JOIN LATERAL (VALUES ('C01', 1), ('C02', (recognised_on IS NOT NULL)::int), ('C09', 1)) figures(indicator, amount)
    WHERE code LIKE 'BM-%' AND amount > 0 GROUP BY 1, 2, 3
    ON CONFLICT (unit_id, indicator, month) DO UPDATE SET value = units_tally.value + EXCLUDED.value
"""
