"""Addresses of reports."""

from django.urls import URLPattern, path

from reports.views import papers, reading, steps, writing

app_name = "reports"


def step(address: str, name: str) -> URLPattern:
    return path(f"<int:pk>/{address}/", steps.take_step, {"name": name}, name=name)


urlpatterns = [
    path("", reading.own, name="list"),
    path("cap-duoi/", reading.received, name="received"),
    path("viec/<int:pk>/", papers.job, name="job"),
    path("viec/<int:pk>/tep/", papers.job_file, name="job_file"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/don-vi/", reading.children, name="children"),
    path("<int:pk>/don-vi/khoa/", steps.lock_period, name="lock_period"),
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
