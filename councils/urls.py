"""The app's addresses."""

from functools import partial
from typing import Any

from django.urls import URLPattern, path, register_converter
from django.views.decorators.http import require_POST

from councils.views import minutes, reading, scoring, setting_up, steps, voting
from portal.core.identity import identity_confirmed

app_name = "councils"


class PaperKind:
    """A kind of file that minutes come as."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PaperKind, "minutes_paper")


def _step(name: str) -> Any:
    return partial(steps.take_step, name=name)


urlpatterns: list[URLPattern] = [
    path("", reading.list_sessions, name="list"),
    path("to-chuc/", reading.list_councils, name="councils"),
    path("to-chuc/moi/", setting_up.found_council, name="found"),
    path("to-chuc/<int:pk>/", reading.show_council, name="council"),
    path("to-chuc/<int:pk>/thanh-vien/", setting_up.seat_member, name="seat"),
    path("to-chuc/<int:pk>/thanh-vien/<int:seat_pk>/thoi/", setting_up.vacate_seat, name="vacate"),
    path("to-chuc/<int:pk>/phien-moi/", setting_up.plan_session, name="plan"),
    path("phien/<int:pk>/", reading.show_session, name="session"),
    path("phien/<int:pk>/sua/", setting_up.change_session, name="change"),
    path("phien/<int:pk>/moi/", _step("invite"), name="invite"),
    path("phien/<int:pk>/diem-danh/", steps.mark_attendance, name="attendance"),
    path("phien/<int:pk>/khai-mac/", _step("open"), name="open"),
    path("phien/<int:pk>/hoan/", _step("adjourn"), name="adjourn"),
    path("phien/<int:pk>/huy/", _step("cancel"), name="cancel"),
    path("phien/<int:pk>/mo-phieu/", steps.open_voting, name="open_voting"),
    path("phien/<int:pk>/kiem-phieu/", _step("count"), name="count"),
    path("phien/<int:pk>/tiep/", _step("next"), name="next"),
    path("phien/<int:pk>/khai/", scoring.declare_all, name="declare_all"),
    path("phien/<int:pk>/bang/", reading.show_board, name="board"),
    path("phien/<int:pk>/nhac/", require_POST(steps.remind), name="remind"),
    path("phien/<int:pk>/cham/", scoring.score_next, name="score_next"),
    path("phien/<int:pk>/bo-phieu/", voting.ballot, name="ballot"),
    path("phien/<int:pk>/ket-qua/", reading.show_results, name="results"),
    path("phien/<int:pk>/bien-ban/", minutes.show_minutes, name="minutes"),
    path("phien/<int:pk>/bien-ban/lap/", minutes.draft, name="draft_minutes"),
    path("phien/<int:pk>/bien-ban/sua/", minutes.edit, name="edit_minutes"),
    path("phien/<int:pk>/bien-ban/ky/", identity_confirmed(minutes.sign), name="sign_minutes"),
    path("phien/<int:pk>/bien-ban.<minutes_paper:suffix>", minutes.paper, name="minutes_paper"),
    path("ho-so/<int:pk>/", scoring.show_item, name="item"),
    path("ho-so/<int:pk>/khai/", scoring.declare, name="declare"),
    path("ho-so/<int:pk>/khai-lai/", scoring.declare_again, name="declare_again"),
    path("ho-so/<int:pk>/cham/", scoring.score, name="score"),
    path("ho-so/<int:pk>/phieu-giay/", voting.paper_ballots, name="paper_ballots"),
    path("ho-so/<int:pk>/rut/", scoring.remove_item, name="remove_item"),
    path("ho-so/<int:pk>/cho-tham-gia/<int:seat_pk>/", scoring.waive, name="waive"),
]
