"""Search and sorting in Vietnamese: Python and the database agree."""

import random

import pytest
from django.db import connection

from portal.core.search import fold, matching, off_index, sketch, words
from tests.people import make_member
from tests.world import make_unit
from units.enums import Level, UnitKind
from units.models import Member, Unit

pytestmark = pytest.mark.django_db


def one(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("text", ["Sáng kiến ĐỔI MỚI", "Đường Nguyễn Huệ", "ỡ ợ ữ ự ẵ ặ", "Cty TNHH Ô-tô 50%"])
def test_folding_in_python_and_in_the_database_agree(text):
    assert one("SELECT vi_fold(%s)", text) == fold(text)


def test_functions_find_each_other_while_a_dump_is_restored():
    one("SELECT set_config('search_path', '', true)")
    assert one("SELECT public.vi_name_key('Lê Ân') < public.vi_name_key('Bùi Bình')") is True
    assert one("SELECT public.vi_vector('Đổi', 'mới')::text") == "'doi':1 'moi':2"


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("CS-018", "CS-018"),
        ("CS-018", "cs 018"),
        ("CS-018", "018"),
        ("SK-2026-0012", "SK-2026-0012"),
        ("SK-2026-0012", "sk-2026-00"),
        ("CS-002/2023/07", "CS-002/2023"),
        ("12/QĐ-LĐLĐ", "12/qđ"),
        ("A.B_1+2", "a.b_1"),
    ],
)
def test_code_is_found_by_its_words_whatever_stands_between_them(world, code, typed):
    unit = make_unit(code, "CĐCS Công ty Số", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    assert list(matching(Unit.objects, typed)) == [unit]


@pytest.mark.parametrize("text", ["NV-018 H'Hen Niê", "CS-002/2023/07", "3,5 triệu; a@b.vn 1e5 0x1f 12abc 5s", " -- "])
def test_words_in_python_and_in_the_database_agree(text):
    assert one("SELECT vi_words(%s)", text) == " ".join(words(text))
    assert set(one("SELECT tsvector_to_array(vi_vector(%s))", text)) == set(words(text))


@pytest.mark.parametrize("typed", ["sang kien doi moi", "Sáng kiến", "SANG KIEN DOI M", "đổi mới"])
def test_words_match_with_and_without_accents_and_unfinished(world, typed):
    unit = make_unit("CS-SK", "CĐCS Công ty Sáng kiến Đổi mới", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    assert list(matching(Unit.objects, typed)) == [unit]


def test_the_last_word_may_be_unfinished_or_must_be_whole(world):
    lan = make_member("NV-1", "Nguyễn Thị Lan", world.group)
    assert (
        list(matching(Member.objects, "thi la")) == list(matching(Member.objects, "thi lan", unfinished=False)) == [lan]
    )
    assert list(matching(Member.objects, "thi la", unfinished=False)) == []


def test_words_that_do_not_stand_there_find_nothing(world):
    assert list(matching(Unit.objects, "khong co dau")) == []
    assert list(matching(Unit.objects, "'; DROP TABLE units_unit; --")) == []


def test_words_may_be_asked_for_inside_another_question(world):
    lan = make_member("NV-1", "Nguyễn Thị Lan", world.group)
    units = matching(Unit.objects.all(), "chuyen may").values("pk")
    found = Member.objects.select_related("grassroots", "unit").filter(unit__in=units)
    assert list(found) == [lan]


def test_what_was_found_is_not_sorted_by_an_index():
    """Else the planner may read the table in that order until it meets a rare word."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "Sort" not in Unit.objects.order_by("path").explain()
    assert "Sort" in Unit.objects.order_by(off_index("path")).explain()


def test_people_sort_by_given_then_middle_then_family_name(world):
    names = ["Nguyễn Văn Ánh", "Trần Thị Ảnh", "Đỗ Thị Anh", "Lê Văn Đức", "Bùi Văn Dũng", "Bùi Thị Ân"]
    for number, name in enumerate(random.Random(1).sample(names, len(names))):
        make_member(f"NV-{number}", name, world.group)
    found = list(Member.objects.order_by("sort_key").values_list("full_name", flat=True))
    assert found == ["Đỗ Thị Anh", "Trần Thị Ảnh", "Nguyễn Văn Ánh", "Bùi Thị Ân", "Bùi Văn Dũng", "Lê Văn Đức"]


def test_sketch_of_a_copied_passage_shares_keys():
    passage = (
        "gá thép không gỉ có rãnh dẫn giữ hai lớp nẹp thẳng hàng khi may, bỏ bước vạch phấn và ghim tay ở chuyền sơ mi"
    )
    copy = f"Chúng tôi đề xuất cách làm mới ở xưởng hai. {passage.upper()} và dùng cho mọi chuyền."
    other = "Thu hồi nước rửa cuối chu trình, lọc rồi dùng cho vệ sinh sàn và tưới cây quanh nhà máy sữa của công ty chúng tôi"
    shared = set(sketch(passage)) & set(sketch(copy))
    assert len(shared) >= len(sketch(passage)) * 0.8
    assert set(sketch(passage)) & set(sketch(other)) == set()
