"""Addresses of the pages that join the apps."""

from django.urls import path

from portal.pages.views import exports, health, home, inbox, search, sheets, trail

urlpatterns = [
    path("", home.home, name="home"),
    path("doi-vai/", home.switch_hat, name="switch_hat"),
    path("thong-bao/", inbox.notices, name="notices"),
    path("thong-bao/da-doc/", inbox.read_all, name="read_notices"),
    path("thong-bao/<int:pk>/", inbox.open_notice, name="open_notice"),
    path("tim/", search.search, name="search"),
    path("nhat-ky/", trail.trail, name="trail"),
    path("nhap-xuat/", sheets.hub, name="sheets"),
    path("nhap-xuat/tep/<int:pk>/", sheets.detail, name="sheet"),
    path("nhap-xuat/tep/<int:pk>/tra-loi/", sheets.answer, name="sheet_answer"),
    path("nhap-xuat/tep/<int:pk>/ghi/", sheets.commit, name="sheet_commit"),
    path("nhap-xuat/tep/<int:pk>/bo/", sheets.drop, name="sheet_drop"),
    path("nhap-xuat/tep/<int:pk>/dong-sai.xlsx", sheets.errors_file, name="sheet_errors"),
    path("nhap-xuat/<slug:slug>/", sheets.send, name="sheet_send"),
    path("nhap-xuat/<slug:slug>/mau.xlsx", sheets.template, name="sheet_template"),
    path("nhap-xuat/<slug:slug>/xuat/", exports.choose, name="sheet_export"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
