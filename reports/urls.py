"""Addresses of reports."""

from django.urls import URLPattern, path

from portal.core.identity import identity_confirmed, identity_confirmed_to_read
from reports.views import papers, reading, steps, writing

app_name = "reports"
BINDING = {"sign", "lock"}


def step(address: str, name: str) -> URLPattern:
    view = identity_confirmed(steps.take_step) if name in BINDING else steps.take_step
    return path(f"<int:pk>/{address}/", view, {"name": name}, name=name)


urlpatterns = [
    path("", reading.own, name="list"),
    path("cap-duoi/", reading.received, name="received"),
    path("viec/<int:pk>/", papers.job, name="job"),
    path("viec/<int:pk>/tep/", identity_confirmed_to_read(papers.job_file), name="job_file"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/don-vi/", reading.children, name="children"),
    path("<int:pk>/don-vi/khoa/", identity_confirmed(steps.lock_period), name="lock_period"),
    path("<int:pk>/chi-so/<str:code>/", reading.indicator, name="indicator"),
    path("<int:pk>/doi-chieu/", reading.editions, name="editions"),
    path("<int:pk>/soan/", writing.edit, name="edit"),
    path("<int:pk>/so-lieu/", writing.refresh, name="refresh"),
    path("<int:pk>/bao-cao.<str:suffix>", papers.paper, name="paper"),
    step("trinh", "present"),
    step("tra-nguoi-soan", "hand_back"),
    step("ky", "sign"),
    step("tra-lai", "return"),
    step("tiep-nhan", "accept"),
    step("khoa", "lock"),
    step("dinh-chinh", "correct"),
]
