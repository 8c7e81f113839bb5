"""What the tags of look.py draw."""

from datetime import timedelta

import pytest
from django import forms
from django.template import engines
from django.utils import timezone

from portal.core.templatetags import look


def draw(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


def test_icon_points_into_the_sprite_and_is_hidden():
    assert look.icon("flag") == (
        '<svg class="td-i" aria-hidden="true" focusable="false"><use href="/static/icons.svg#flag"/></svg>'
    )


def test_badge_escapes_its_word():
    assert look.state_badge("<b>", "draft") == '<span class="td-badge is-draft">&lt;b&gt;</span>'


@pytest.mark.parametrize("kind", look.BADGE_ICONS)
def test_badge_of_each_kind_has_its_shape(kind):
    drawn = look.state_badge("Nháp", kind)
    assert f"is-{kind}" in drawn
    assert ("<svg" in drawn) is bool(look.BADGE_ICONS[kind])


def test_badge_takes_another_icon():
    assert "#pen" in look.state_badge("Đã ký", "seal", "pen")


def test_due_is_loud_when_late_and_quiet_when_far():
    today = timezone.localdate()
    assert "Quá 2 ngày" in look.due(today - timedelta(days=2))
    assert "is-late" in look.due(today - timedelta(days=2))
    assert "is-wait" in look.due(today)
    assert "còn 3 ngày" in look.due(today + timedelta(days=3))
    assert "td-badge" not in look.due(today + timedelta(days=3))
    assert look.due(None) == ""


@pytest.mark.parametrize(
    ("value", "whole", "width"),
    [(53, 100, "53"), (150, 100, "100"), (-5, 100, "0"), (1, 3, "33.3"), (None, 10, "0"), (5, 0, "0")],
)
def test_bar_never_leaves_its_box(value, whole, width):
    assert f'class="f" x="0" width="{width}"' in look.bar(value, whole, "Sáng kiến")


def test_bar_shows_where_it_should_stand():
    assert '<rect class="m" x="59.6" width="0.8" height="12"/>' in look.bar(61, 100, "Sàn", "ok", 60)


def test_bar_without_a_label_is_decoration():
    assert 'aria-hidden="true"' in look.bar(1, 2)


def test_columns_are_drawn_in_proportion_with_a_table():
    rows = [{"label": "T1", "value": 50, "before": 100}, {"label": "T2", "value": 1200, "before": 0}]
    drawn = draw('{% bar_chart rows now="2026" before="2025" sentence="Tháng 2 cao nhất" %}', rows=rows)
    assert 'aria-label="Tháng 2 cao nhất"' in drawn
    assert 'height="130.0"' in drawn
    assert "1.200" in drawn
    assert '<td class="n">100</td>' in drawn


def test_many_columns_become_rows_on_a_phone():
    rows = [{"label": f"T{month}", "value": month} for month in range(1, 13)]
    assert "td-hbars is-phone" in draw('{% bar_chart rows now="2026" sentence="Tăng dần" %}', rows=rows)


def test_columns_without_data_do_not_divide_by_zero():
    assert 'height="0.0"' in draw(
        '{% bar_chart rows now="2026" sentence="Chưa có" %}', rows=[{"label": "T1", "value": 0}]
    )


def test_tile_table_has_the_lowest_first():
    tiles = [
        {"label": "Đại Đồng", "value": 88, "shown": "88%", "band": "met"},
        {"label": "Tân Chi", "value": None, "shown": "chưa", "band": "none", "url": "/u/2/"},
        {"label": "Sơn Động", "value": 41, "shown": "41%", "band": "far"},
    ]
    drawn = draw('{% tile_map tiles keys=keys label="Các đơn vị" head="Tỷ lệ" %}', tiles=tiles, keys=[("met", "Đạt")])
    table = drawn[drawn.index("<tbody>") :]
    assert table.index("Tân Chi") < table.index("Sơn Động") < table.index("Đại Đồng")
    assert '<a class="q0" href="/u/2/">' in drawn


class Sample(forms.Form):
    secret = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label="Tên")
    note = forms.CharField(label="Ghi chú", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], widget=forms.RadioSelect)


def test_form_says_what_is_optional_and_nothing_of_what_is_required():
    drawn = draw("{% load crispy_forms_tags %}{{ form|crispy }}", form=Sample())
    assert drawn.count("(không bắt buộc)") == 1
    assert "asterisk" not in drawn


def test_wrong_form_lists_its_fields_and_puts_the_cursor_into_the_first():
    form = Sample({"note": "x"})
    drawn = draw("{% load crispy_forms_tags %}{{ form|crispy }}", form=form)
    assert drawn.count('autofocus="autofocus"') == 1
    assert '<a href="#id_title">Tên</a>' in drawn
    assert 'id="id_title_error"' in drawn
    assert 'aria-describedby="id_title_error"' in drawn
    assert look.first_wrong(form["title"]) is True
    assert look.first_wrong(form["kind"]) is False


def test_wrong_form_without_a_field_puts_the_cursor_on_the_list():
    form = Sample({"title": "x", "kind": "a", "secret": "y"})
    form.add_error(None, "Phong trào đã ngừng nhận sáng kiến.")
    drawn = draw("{% load crispy_forms_tags %}{{ form|crispy }}", form=form)
    assert 'id="sai" autofocus' in drawn
    assert "Phong trào đã ngừng nhận sáng kiến." in drawn
