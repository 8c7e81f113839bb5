"""Addresses of initiatives."""

from django.urls import URLPattern, path

from initiatives.views import authors, lists, papers, reading, starting, steps, writing
from portal.core.identity import identity_confirmed

app_name = "initiatives"
BINDING = {"recognise", "recognise_upper"}


def step(address: str, name: str) -> URLPattern:
    view = identity_confirmed(steps.take_step) if name in BINDING else steps.take_step
    return path(f"<int:pk>/{address}/", view, {"name": name}, name=name)


urlpatterns = [
    path("", lists.branch, name="list"),
    path("cua-toi/", lists.mine, name="mine"),
    path("kho/", lists.library, name="library"),
    path("moi/", starting.start, name="start"),
    path("nhap-ho/", starting.start_for, name="start_for"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/kiem-tra/", reading.check, name="check"),
    path("<int:pk>/ban/<int:number>/", reading.version, name="version"),
    path("<int:pk>/so-sanh/<int:other>/", reading.compare, name="compare"),
    path("<int:pk>/sua/", writing.edit, name="edit"),
    path("<int:pk>/luu/", writing.autosave, name="autosave"),
    path("<int:pk>/gan-giong/", writing.similar, name="similar"),
    path("<int:pk>/xem-lai/", writing.preview, name="preview"),
    path("<int:pk>/nop/", writing.submit, name="submit"),
    path("<int:pk>/tac-gia/<int:author>/", authors.answer, name="answer"),
    path("<int:pk>/tac-gia/<int:author>/ban-giay/", authors.on_paper, name="on_paper"),
    path("<int:pk>/tep/<int:attachment>/", papers.file, name="file"),
    path("<int:pk>/giay-tiep-nhan/", papers.receipt, name="receipt"),
    path("<int:pk>/giay-tiep-nhan.pdf", papers.receipt_pdf, name="receipt_pdf"),
    path("<int:pk>/chung-nhan/<int:recognition>.pdf", papers.certificates, name="certificates"),
    path("<int:pk>/quyet-dinh/<int:recognition>.<str:suffix>", papers.decision, name="decision"),
    step("huy", "discard"),
    step("rut", "withdraw"),
    step("tiep-nhan", "receive"),
    step("tra-lai", "return"),
    step("hop-le", "accept"),
    step("khong-hop-le", "reject"),
    step("tham-dinh", "verify"),
    step("dua-vao-phien", "send"),
    step("doi-phien", "move"),
    step("cong-nhan", "recognise"),
    step("khong-cong-nhan", "not_recognise"),
    step("cong-nhan-rong-hon", "recognise_upper"),
    step("thu-hoi", "revoke"),
]
