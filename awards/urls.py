"""Addresses of commendation."""

from django.urls import URLPattern, path

from awards.views import (
    batches,
    catalogue,
    certificates,
    decisions,
    disclosure,
    nominating,
    nominations,
    register,
    steps,
)
from awards.views.steps import KINDS
from portal.core.identity import identity_confirmed

app_name = "awards"

# The address of each step, beside the page of its record.
STEPS = {
    "nomination": ("ho-so", {
        "vote": "binh-xet", "submit": "trinh", "resubmit": "nop-lai", "receive": "tiep-nhan", "appraise": "tham-dinh",
        "return": "tra-lai", "reject": "loai", "over_quota": "vuot-so-luong", "withdraw": "rut",
        "take_out": "rut-khoi-dot", "decline": "khong-tang",
    }),
    "batch": ("dot", {
        "open_notice": "cong-khai", "to_council": "hoi-dong", "skip_council": "y-kien-ban-thuong-vu",
        "take_results": "ket-qua", "outside": "quyet-dinh-khac", "close": "khep",
    }),
    "decision": ("quyet-dinh", {"check_form": "ra-soat", "send_back": "tra-lai", "publish": "cong-bo"}),
    "certificate": ("bang", {
        "print": "in", "seal": "dong-dau", "deliver": "trao", "lost": "bao-mat", "reissue": "cap-lai",
    }),
}  # fmt: skip
BINDING = {("decision", "publish")}


def step_paths() -> list[URLPattern]:
    """Return one address for every step page; a step without one fails here, when Python starts."""
    return [
        path(
            f"{place}/<int:pk>/{words[name]}/",
            identity_confirmed(steps.take_step) if (kind, name) in BINDING else steps.take_step,
            {"kind": kind, "name": name},
            name=f"{KINDS[kind].prefix}{name}",
        )
        for kind, (place, words) in STEPS.items()
        for name in KINDS[kind].steps
    ]


urlpatterns = [
    path("", nominations.nominations, name="list"),
    path("de-nghi/", nominating.nominate, name="nominate"),
    path("de-nghi/kiem-tra/", nominating.check, name="check"),
    path("ho-so/<int:pk>/", nominations.nomination, name="nomination"),
    path("ho-so/<int:pk>/sua/", nominating.edit, name="edit"),
    path("ho-so/<int:pk>/xep-loai/", nominations.set_rating, name="rating"),
    path("ho-so/<int:pk>/giay-to/", nominations.add_paper, name="add_paper"),
    path("ho-so/<int:pk>/giay-to/<int:paper_pk>/", nominations.paper_file, name="paper_file"),
    path("ho-so/<int:pk>/giay-to/<int:paper_pk>/bo/", nominations.drop_paper, name="drop_paper"),
    path("dot/", batches.batches, name="batches"),
    path("dot/moi/", batches.new_batch, name="new_batch"),
    path("dot/<int:pk>/", batches.batch, name="batch"),
    path("dot/<int:pk>/them/", batches.add_to_batch, name="add_to_batch"),
    path("dot/<int:pk>/du-thao/", batches.draft, name="draft"),
    path("cong-khai/", disclosure.notices, name="notices"),
    path("cong-khai/<int:pk>/", disclosure.notice, name="notice"),
    path("y-kien/<int:pk>/", disclosure.answer, name="answer"),
    path("cho-duyet/", decisions.approvals, name="approvals"),
    path("so-quyet-dinh/", decisions.decisions, name="decisions"),
    path("so-quyet-dinh/ghi-so/", decisions.outside, name="outside_numbers"),
    path("quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:pk>/sua/", decisions.edit_draft, name="edit_draft"),
    path("quyet-dinh/<int:pk>/duyet/", identity_confirmed(decisions.approve), name="approve"),
    path("quyet-dinh/<int:pk>/thu-hoi/", decisions.revoke, name="revoke"),
    path("quyet-dinh/<int:pk>/van-ban.<str:suffix>", decisions.paper, name="paper"),
    path("bang/", certificates.certificates, name="certificates"),
    path("bang/nhieu/", certificates.handle_many, name="handle_certificates"),
    path("bang/<int:pk>/", certificates.certificate, name="certificate"),
    path("bang/<int:pk>/bang.pdf", certificates.certificate_file, name="certificate_file"),
    path("thanh-tich/", register.mine, name="mine"),
    path("thanh-tich/<int:pk>/", register.person, name="person"),
    path("thanh-tich/<int:pk>/ghi-so/", register.enter, name="enter_record"),
    path("so-khen-thuong/", register.register, name="register"),
    path("danh-muc/", catalogue.catalogue, name="catalogue"),
    path("danh-muc/<str:code>/", catalogue.award_type, name="award_type"),
    *step_paths(),
]
