"""The whole confederation, made up: 3,000 upper unions, 120,000 grassroots unions, 11 million members."""

import threading
from collections.abc import Sequence

from django.db import connection

from benchmarks.generator import VERSIONS

UPPERS, UNIONS, MEMBERS_PER_UNION = 3_000, 120_000, 92
CORES = 2

MAKE_UPPERS = """
    WITH heads AS (
        SELECT id, path, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS total
        FROM units_unit WHERE level = 2 AND kind = 'ldld_tinh' AND status = 'active'
    ), made AS (
        SELECT nextval(pg_get_serial_sequence('units_unit', 'id')) AS id, n, h.id AS parent_id, h.path
        FROM generate_series(1, %(uppers)s) n JOIN heads h ON h.place = 1 + n %% h.total
    )
    INSERT INTO units_unit (id, code, name, short_name, kind, level, parent_id, path, province_id, upper_id, area, sector,
        doc_suffix, place, status, valid_from, member_count, note, source)
    SELECT id, 'CX-' || n, 'Công đoàn xã Đo lường ' || n, 'CĐ xã Đo lường ' || n, 'cd_xa_phuong', 3, parent_id, path || id || '/',
        parent_id, id, 'xã Đo lường ' || n, '', 'CĐX', '', 'active', '2025-07-01', 0, '', 'benchmark'
    FROM made
"""
MAKE_UNIONS = """
    WITH uppers AS (
        SELECT id, path, province_id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS total
        FROM units_unit WHERE level = 3 AND source = 'benchmark'
    ), made AS (
        SELECT nextval(pg_get_serial_sequence('units_unit', 'id')) AS id, n, u.id AS parent_id, u.path, u.province_id
        FROM generate_series(1, %(unions)s) n JOIN uppers u ON u.place = 1 + n %% u.total
    )
    INSERT INTO units_unit (id, code, name, short_name, kind, level, parent_id, path, province_id, upper_id, grassroots_id, area,
        sector, doc_suffix, place, status, valid_from, member_count, note, source)
    SELECT id, 'CN-' || n, 'CĐCS Công ty Quốc gia ' || n, 'CĐCS Cty Quốc gia ' || n, 'cdcs', 4, parent_id, path || id || '/',
        province_id, parent_id, id, '', 'cơ khí', 'CĐCS', '', 'active', '2020-01-01', %(members)s, '', 'benchmark'
    FROM made
"""
# Names as common as in life; every thousandth person has a name of their own to be looked for.
MAKE_MEMBERS = """
    INSERT INTO units_member (code, full_name, gender, birth_date, phone, address, unit_id, grassroots_id, position, "group",
        education, is_direct_worker, left_reason)
    SELECT 'DV' || lpad((u.id * 100 + n)::text, 10, '0'),
        (ARRAY['Nguyễn','Trần','Lê','Phạm','Hoàng','Huỳnh','Phan','Vũ','Võ','Đặng','Bùi','Đỗ'])[1 + (h %% 12)] || ' ' ||
        (ARRAY['Thị','Văn','Đức','Ngọc','Minh','Thanh','Hữu','Xuân','Quốc','Kim'])[1 + (h / 12 %% 10)] || ' ' ||
        CASE WHEN h %% 1000 = 0 THEN 'Ngã' || h / 1000 ELSE
        (ARRAY['Anh','Bình','Cường','Dung','Hạnh','Hùng','Lan','Mai','Nga','Sơn','Phượng','Quyên','Tâm','Uyên','Vinh','Yến',
               'Đạt','Giang','Khoa','Long'])[1 + (h / 120 %% 20)] END,
        CASE WHEN h %% 2 = 0 THEN 'nữ' ELSE 'nam' END, DATE '1970-01-01' + (h %% 12000)::int,
        '09' || lpad((u.id * 100 + n)::text, 9, '0'), '', u.id, u.id, 'Công nhân',
        CASE WHEN n %% 5 = 0 THEN 'chuyen_mon' ELSE 'cong_nhan_truc_tiep' END, 'THPT', n %% 5 <> 0, ''
    FROM units_unit u CROSS JOIN generate_series(1, %(members)s) n
    CROSS JOIN LATERAL (SELECT abs(hashint8(u.id * 100 + n)::bigint) AS h) luck
    WHERE u.level = 4 AND u.source = 'benchmark' AND u.id %% %(cores)s = %(core)s
"""
INDEXES = """
    SELECT indexdef, indexname FROM pg_indexes
    WHERE tablename = 'units_member' AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = 'units_member'::regclass)
"""


def generate(share: int) -> tuple[int, int]:
    """Fill the demo's 34 provinces with one part in ``share`` of the confederation; return how many units and members."""
    sizes = {"uppers": max(UPPERS // share, 34), "unions": UNIONS // share, "members": MEMBERS_PER_UNION}
    with connection.cursor() as cursor:
        cursor.execute(MAKE_UPPERS, sizes)
        cursor.execute("ANALYZE units_unit")
        cursor.execute(MAKE_UNIONS, sizes)
        cursor.execute(VERSIONS)
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for _definition, name in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    _at_once([(MAKE_MEMBERS, sizes | {"cores": CORES, "core": core}) for core in range(CORES)])
    _at_once([(definition, None) for definition, _name in indexes])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT (SELECT count(*) FROM units_unit), (SELECT count(*) FROM units_member)")
        return cursor.fetchone()


def _at_once(statements: Sequence[tuple[str, dict | None]]) -> None:
    """Run statements on connections of their own, as many at a time as there are cores."""
    for start in range(0, len(statements), CORES):
        threads = [threading.Thread(target=_run, args=one) for one in statements[start : start + CORES]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _run(statement: str, scope: dict | None) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute(statement, scope)
    finally:
        other.close()
