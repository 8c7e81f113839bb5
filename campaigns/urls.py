"""Addresses of campaigns."""

from django.urls import URLPattern, path

from campaigns.views import difficulties, editing, papers, reading, steps
from portal.core.identity import identity_confirmed

app_name = "campaigns"
BINDING = {"approve", "launch"}


def step(address: str, name: str) -> URLPattern:
    view = identity_confirmed(steps.take_step) if name in BINDING else steps.take_step
    return path(f"<int:pk>/{address}/", view, {"name": name}, name=name)


urlpatterns = [
    path("", reading.campaigns, name="list"),
    path("moi/", editing.start, name="start"),
    path("kho-khan/", difficulties.find, name="difficulties"),
    path("kho-khan/<int:pk>/", difficulties.detail, name="difficulty"),
    path("kho-khan/<int:pk>/<str:step>/", difficulties.take_step, name="step_difficulty"),
    path("<int:pk>/kho-khan/", difficulties.of_campaign, name="campaign_difficulties"),
    path("<int:pk>/kho-khan/moi/", difficulties.start, name="raise_difficulty"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/sua/", editing.edit, name="edit"),
    path("<int:pk>/don-vi/", reading.answers, name="answers"),
    path("<int:pk>/ke-hoach.<str:suffix>", papers.plan, name="plan"),
    step("trinh", "submit"),
    step("tra-lai", "return"),
    step("duyet", "approve"),
    step("phat-dong", "launch"),
    step("huy", "cancel"),
    step("huong-ung", "respond"),
    step("so-ket", "start_interim"),
    step("xong-so-ket", "finish_interim"),
    step("khoa", "close"),
    step("mo-lai", "reopen"),
    step("sua-doi", "amend"),
    step("viet-tong-ket", "final_review"),
    step("tong-ket", "summarise"),
    step("luu-tru", "archive"),
]
