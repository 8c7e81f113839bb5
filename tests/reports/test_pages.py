"""The pages of reports: what each shows, to whom, and with how many queries."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import services
from reports.models import Report
from tests.moments import NOW
from tests.reports.scene import MAY, WORDS, report_of, signed, written
from tests.world import make_unit
from units.enums import Level, UnitKind
from units.services import add_to_tally


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"reports:{name}", args=args), query)


def text(response):
    """What the page says, as one line."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture
def sent(people, opened, world):
    return signed(world.factory, people.hung)


# --- lists -----------------------------------------------------------------------------------------------------------


def test_own_list_holds_the_unit_s_reports_and_says_who_has_sent(client, people, offices, sent, world):
    said = text(page(client, offices.oanh, "list", ky="month"))
    assert said.count("Báo cáo phong trào thi đua và công tác khen thưởng tháng") == 5
    assert "1/2 đơn vị cấp dưới đã gửi" in said
    assert "May Đáp Cầu" not in said


def test_received_list_names_who_sent_and_who_has_not(client, offices, sent, world):
    response = page(client, offices.oanh, "received", ky="month")
    said = text(response)
    assert said.count("CĐCS Công ty CP May Đáp Cầu Mới Báo cáo tháng") == 5
    assert said.count("Chưa gửi") == 10  # nine rows, and the filter
    # The one that was sent can be opened, an unsent one cannot.
    assert reverse("reports:detail", args=[sent.pk]) in response.content.decode()
    assert reverse("reports:detail", args=[report_of(world.mill).pk]) not in response.content.decode()


def test_received_list_is_narrowed_to_the_unsent_and_by_name(client, offices, sent, world):
    said = text(page(client, offices.oanh, "received", trang_thai="unsent", nam=2026, ky="month", q="co khi"))
    assert said.count("Cơ khí Quế Võ Báo cáo tháng") == 5
    assert "May Đáp Cầu" not in said


def test_member_without_a_role_has_an_empty_list(client, people, sent):
    assert "Chưa có báo cáo nào" in text(page(client, people.lan, "list"))


def test_filter_that_finds_nothing_says_so(client, people, opened):
    assert "Không có báo cáo nào như vậy" in text(page(client, people.hung, "list", nam=2001))


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("name", ["list", "received"])
def test_lists_cost_the_same_queries_for_one_row_and_for_three(client, offices, name):
    counts = []
    for query in ({"ky": "year"}, {"ky": "month"}):
        page(client, offices.oanh, name, **query)
        with CaptureQueriesContext(connection) as queries:
            page(client, offices.oanh, name, **query)
        counts.append(len([one for one in queries if "session" not in one["sql"] and "UPDATE" not in one["sql"]]))
    assert counts[0] == counts[1]
    assert counts[0] <= 12  # eight, and the hats, seats and notices of the frame


def test_long_list_goes_on_by_key(client, offices, opened, world):
    for number in range(60):
        make_unit(f"CS-N{number}", f"CĐCS số {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    services.open_due_reports(at=NOW)
    first = page(client, offices.oanh, "received", ky="year")
    following = re.search(r'rel="next" href="([^"]+)"', first.content.decode()).group(1).replace("&amp;", "&")
    second = client.get(reverse("reports:received") + following)
    assert (text(first).count("Báo cáo năm 2025"), text(second).count("Báo cáo năm 2025")) == (50, 12)


# --- one report ------------------------------------------------------------------------------------------------------


def test_page_shows_figures_with_links_to_their_records(client, people, offices, world, catalogue):
    from tests.reports.scene import open_and_build

    add_to_tally(world.factory, "C01", on=MAY, amount=2214)
    add_to_tally(world.factory, "C01", on=date(2025, 5, 2), amount=1987)
    open_and_build()
    response = page(client, people.hung, "detail", report_of(world.factory).pk)
    said, body = text(response), response.content.decode()
    assert "Số sáng kiến đăng ký C01 2.214 1.987 ▲ tăng 11,4%" in said
    link = f"/sang-kien/?don_vi={world.factory.pk}&amp;tu=01%2F05%2F2026&amp;den=31%2F05%2F2026"
    assert f'<a href="{link}">2.214</a>' in body


def test_page_names_the_missing_units_and_their_share(client, people, offices, sent, world):
    said = text(page(client, offices.oanh, "detail", report_of(world.upper).pk))
    assert "Thiếu 1 đơn vị , chiếm 30,2% đoàn viên: CĐCS Công ty TNHH Cơ khí Quế Võ." in said
    assert "1/2 đơn vị" in said


def test_page_before_the_figures_says_to_come_back(client, people, world, catalogue):
    services.open_due_reports(at=NOW)
    assert "Số liệu đang được tổng hợp" in text(page(client, people.hung, "detail", report_of(world.factory).pk))


def test_all_groups_are_shown_on_demand(client, people, opened, world):
    report = report_of(world.factory)
    assert "Kinh phí khen thưởng" not in text(page(client, people.hung, "detail", report.pk))
    said = text(page(client, people.hung, "detail", report.pk, nhom="tat-ca"))
    assert "H. Kinh phí" in said
    assert "Tổng số đoàn viên A01 1.480" in said


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("name", ["detail", "children", "editions", "edit", "sign", "present", "accept", "lock"])
def test_unsent_report_is_hidden_from_everyone_but_its_unit(client, people, offices, world, name):
    report = report_of(world.factory)
    for stranger in (people.lan, people.binh, offices.vinh, offices.oanh, people.yen, people.tuan, offices.thuy):
        assert page(client, stranger, name, report.pk).status_code == 404


@pytest.mark.parametrize("name", ["detail", "children"])
def test_sent_report_is_read_by_its_branch_and_nobody_beside_it(client, people, offices, sent, name):
    readers = (people.hung, offices.oanh, people.yen, people.huy, offices.thuy)
    assert [page(client, reader, name, sent.pk).status_code for reader in readers] == [200] * 5
    strangers = (people.lan, people.binh, offices.vinh)
    assert [page(client, stranger, name, sent.pk).status_code for stranger in strangers] == [404] * 3


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_files_are_given_to_readers_only(client, people, offices, sent, suffix):
    assert page(client, offices.thuy, "paper", sent.pk, suffix).status_code == 200
    assert page(client, people.binh, "paper", sent.pk, suffix).status_code == 404


def test_signed_out_person_is_sent_to_sign_in(client, sent):
    response = client.get(reverse("reports:detail", args=[sent.pk]))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("name", ["detail", "children"])
def test_page_costs_the_same_queries_with_few_units_below_and_with_many(client, offices, world, name):
    counts = []
    for start in (0, 3):
        upper = report_of(world.upper)
        page(client, offices.oanh, name, upper.pk)
        with CaptureQueriesContext(connection) as queries:
            page(client, offices.oanh, name, upper.pk)
        counts.append(len([one for one in queries if "session" not in one["sql"] and "UPDATE" not in one["sql"]]))
        for number in range(start, start + 3):
            make_unit(f"CS-M{number}", f"CĐCS {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
        services.open_due_reports(at=NOW)
        services.build_batch(Report.objects.values_list("pk", flat=True), at=NOW)
    assert counts[0] == counts[1]
    assert counts[0] <= 17


def test_units_below_are_listed_with_the_unsent_first(client, offices, sent, world):
    said = text(page(client, offices.oanh, "children", report_of(world.upper).pk))
    assert said.index("Cơ khí Quế Võ") < said.index("May Đáp Cầu Mới")
    assert "1/2 đơn vị đã gửi" in said


def test_figure_is_taken_apart_by_month_and_unit(client, offices, world, catalogue):
    from tests.reports.scene import open_and_build

    add_to_tally(world.factory, "C02", on=MAY, amount=7)
    add_to_tally(world.mill, "C02", on=MAY, amount=3)
    open_and_build()
    said = text(page(client, offices.oanh, "indicator", report_of(world.upper).pk, "C02"))
    assert "Kỳ này 10" in said
    assert "Cộng từ hồ sơ trên Cổng" in said
    assert said.index("May Đáp Cầu Mới 7") < said.index("Cơ khí Quế Võ 3")


def test_unknown_figure_is_not_found(client, people, sent):
    assert page(client, people.hung, "indicator", sent.pk, "Z99").status_code == 404


def test_editions_stand_side_by_side_with_the_differences_marked(client, people, offices, sent, world):
    services.accept_report(sent, actor=offices.oanh, at=NOW)
    services.lock_report(sent, actor=offices.oanh, at=NOW)
    add_to_tally(world.factory, "C01", on=MAY, amount=9)
    edition = services.correct_report(sent, actor=offices.oanh, at=NOW, reason="Nộp muộn.")
    services.save_narrative(edition, actor=people.hung, at=NOW, narrative={"plan": "Mới."})
    for pk in (sent.pk, edition.pk):
        response = page(client, people.hung, "editions", pk)
        assert "Lý do đính chính: Nộp muộn." in text(response)
        assert '<dd class="is-other"><small>Bản 2 (đính chính)</small>9</dd>' in response.content.decode()


def test_report_with_one_edition_has_nothing_to_compare(client, people, sent):
    assert page(client, people.hung, "editions", sent.pk).url == reverse("reports:detail", args=[sent.pk])


# --- writing and stepping --------------------------------------------------------------------------------------------


def post(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"reports:{name}", args=args), data)


def test_form_keeps_words_and_figures(client, people, opened, world):
    report = report_of(world.factory)
    response = post(client, people.hung, "edit", report.pk, version=report.version, strengths="Tốt.", E15="12")
    report.refresh_from_db()
    assert response.url == reverse("reports:detail", args=[report.pk])
    assert (report.narrative, report.typed) == ({"strengths": "Tốt."}, {"E15": 12})


def test_form_asks_a_month_only_for_what_is_monthly(client, people, opened, world):
    body = page(client, people.hung, "edit", report_of(world.factory).pk).content.decode()
    assert [code for code in ("E15", "A02", "H01") if f'name="{code}"' in body] == ["E15"]
    yearly = page(client, people.hung, "edit", report_of(world.factory, date(2025, 1, 1), "year").pk)
    assert [code for code in ("E15", "A02", "H01") if f'name="{code}"' in yearly.content.decode()] == [
        "E15",
        "A02",
        "H01",
    ]


def test_wrong_figure_is_said_at_its_field_and_the_words_stay(client, people, opened, world):
    report = report_of(world.factory)
    response = post(client, people.hung, "edit", report.pk, version=report.version, strengths="Tốt.", E15="nhiều")
    assert response.status_code == 422
    assert "Tốt." in response.content.decode()
    report.refresh_from_db()
    assert report.narrative == {}


def test_stale_form_gets_both_texts(client, people, opened, world):
    report = report_of(world.province)
    seen = report.version
    post(client, people.yen, "edit", report.pk, version=seen, strengths="Của Yến.")
    response = post(client, people.dung, "edit", report.pk, version=seen, strengths="Của Dũng.")
    said = text(response)
    assert response.status_code == 409
    assert "Của Yến." in said
    assert "Của Dũng." in said


def test_form_of_a_sent_report_leads_back_to_it(client, people, sent):
    assert page(client, people.hung, "edit", sent.pk).url == reverse("reports:detail", args=[sent.pk])


def test_refresh_is_a_post(client, people, opened, world):
    report = report_of(world.factory)
    add_to_tally(world.factory, "C01", on=MAY)
    assert page(client, people.hung, "refresh", report.pk).status_code == 405
    post(client, people.hung, "refresh", report.pk)
    report.refresh_from_db()
    assert report.figures["C01"] == 1


def test_signing_page_says_what_is_signed_in_red_and_signs(client, people, offices, sent, world):
    report = report_of(world.upper)
    response = page(client, offices.phuc, "sign", report.pk)
    said = text(response)
    assert "không sửa trực tiếp được nữa" in said
    assert "Thiếu 1 đơn vị: CĐCS Công ty TNHH Cơ khí Quế Võ" in said
    assert "btn btn-seal" in response.content.decode()
    signed_at = post(client, offices.phuc, "sign", report.pk, version=report.version)
    report.refresh_from_db()
    assert (signed_at.url, report.state) == (reverse("reports:detail", args=[report.pk]), "submitted")


def test_signing_page_is_refused_to_the_officer(client, people, offices, opened, world):
    report = report_of(world.upper)
    assert page(client, offices.oanh, "sign", report.pk).status_code == 403
    assert post(client, offices.oanh, "sign", report.pk, version=report.version).status_code == 403


def test_review_without_judgement_is_not_signed_and_says_what_is_missing(client, people, opened, world):
    report = report_of(world.factory, date(2025, 1, 1), "year")
    response = post(client, people.hung, "sign", report.pk, version=report.version)
    assert response.status_code == 422
    assert "Chưa có phần “Ưu điểm”." in text(response)


def test_buttons_are_those_of_the_reader(client, people, offices, sent, world):
    def buttons(user, report):
        body = page(client, user, "detail", report.pk).content.decode()
        names = ("present", "hand_back", "sign", "return", "accept", "lock", "correct")
        return [name for name in names if f'href="{reverse(f"reports:{name}", args=[report.pk])}"' in body]

    upper = report_of(world.upper)
    assert buttons(people.hung, sent) == []
    assert buttons(offices.oanh, sent) == ["return", "accept"]
    assert buttons(people.yen, sent) == []
    assert buttons(offices.oanh, upper) == ["present"]
    assert buttons(offices.phuc, upper) == ["sign"]
    services.present_report(upper, actor=offices.oanh, at=NOW)
    assert buttons(offices.phuc, upper) == ["hand_back", "sign"]


def test_the_whole_way_can_be_gone_by_pages(client, people, offices, opened, world):
    report = report_of(world.factory)
    way = [
        (people.hung, "present", {}),
        (people.hung, "hand_back", {"reason": "Sửa lại."}),
        (people.hung, "sign", {}),
        (offices.oanh, "return", {"reason": "Bổ sung."}),
        (people.hung, "sign", {}),
        (offices.oanh, "accept", {}),
        (offices.oanh, "lock", {}),
        (offices.oanh, "correct", {"reason": "Nộp muộn."}),
    ]
    for user, name, more in way:
        report.refresh_from_db()
        assert post(client, user, name, report.pk, version=report.version, **more).status_code == 302, name
    edition = report_of(world.factory, edition=2)
    for user, name in ((people.hung, "sign"), (offices.oanh, "lock")):
        edition.refresh_from_db()
        assert post(client, user, name, edition.pk, version=edition.version).status_code == 302
    edition.refresh_from_db()
    assert edition.state == "locked"


def test_step_that_is_over_leads_back_to_the_report(client, people, sent):
    response = page(client, people.hung, "sign", sent.pk)
    assert response.url == reverse("reports:detail", args=[sent.pk])
    late = post(client, people.hung, "sign", sent.pk, version=sent.version)
    assert late.status_code == 409


def test_period_is_locked_from_the_page_of_the_units(client, offices, sent, world):
    upper = report_of(world.upper)
    refused = post(client, offices.oanh, "lock_period", upper.pk)
    assert (refused.status_code, "Còn báo cáo chưa trả lời" in text(refused)) == (422, True)
    services.accept_report(sent, actor=offices.oanh, at=NOW)
    assert page(client, offices.oanh, "lock_period", upper.pk).status_code == 200
    assert post(client, offices.oanh, "lock_period", upper.pk).status_code == 302
    sent.refresh_from_db()
    assert sent.state == "locked"


def test_written_parts_are_shown_and_escaped(client, people, opened, world):
    report = written(report_of(world.factory), people.hung)
    services.save_narrative(report, actor=people.hung, at=NOW, narrative={**WORDS, "causes": "<b>Thiếu</b> người"})
    body = page(client, people.hung, "detail", report.pk).content.decode()
    assert "&lt;b&gt;Thiếu&lt;/b&gt; người" in body
    assert "Sáng kiến tăng đều." in body


def test_list_is_narrowed_to_one_state_and_a_year_that_cannot_be_shows_all(client, people, offices, sent, world):
    whole = text(page(client, people.hung, "list", ky="month")).count("Báo cáo phong trào thi đua và công tác khen")

    def states(**query):
        return {row["report"].state for row in page(client, people.hung, "list", **query).context["rows"]}

    assert states(ky="month", trang_thai="submitted") == {"submitted"}
    assert states(ky="month", trang_thai="locked") == set()
    assert whole > 1
    assert len(states(nam=1)) == len(states())
    assert "Báo cáo phong trào thi đua" in text(page(client, people.hung, "list", nam="khác"))


def test_figure_that_is_typed_has_no_records_no_months_and_no_units(client, offices, sent, world):
    context = page(client, offices.oanh, "indicator", report_of(world.upper).pk, "B05").context
    assert context["url"].startswith(reverse("campaigns:list"))
    context = page(client, offices.oanh, "indicator", report_of(world.upper).pk, "E15").context
    assert (context["by_child"], context["by_month"], context["url"]) == ([], [], "")
