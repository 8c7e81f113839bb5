"""Addresses of the pages that join the apps."""

from django.urls import path

from portal.core.identity import identity_confirmed_to_read, identity_confirmed_to_take
from portal.pages.views import exports, handing_over, health, home, inbox, people, search, sheets, trail, viewing

urlpatterns = [
    path("", home.home, name="home"),
    path("doi-vai/", home.switch_hat, name="switch_hat"),
    path("ban-giao/<int:pk>/", handing_over.hand_over, name="hand_over"),
    path("xem-nhu/<int:pk>/", viewing.view_as, name="view_as"),
    path("xem-nhu/thoi/", viewing.stop_viewing, name="stop_viewing"),
    path("thong-bao/", inbox.notices, name="notices"),
    path("thong-bao/da-doc/", inbox.read_all, name="read_notices"),
    path("thong-bao/<int:pk>/", inbox.open_notice, name="open_notice"),
    path("tim/", search.search, name="search"),
    path("nhat-ky/", trail.trail, name="trail"),
    path("doan-vien/<int:pk>/", people.member, name="member"),
    path("doan-vien/<int:pk>/du-lieu/", people.open_personal, name="open_personal"),
    path("du-lieu-cua-toi/", people.my_data, name="my_data"),
    path("du-lieu-cua-toi/tai-ve/", identity_confirmed_to_take(people.take_my_data), name="take_my_data"),
    path("du-lieu-cua-toi/dong-y/", people.consent, name="consent"),
    path("du-lieu-cua-toi/de-nghi-sua/", people.ask_correction, name="ask_correction"),
    path("du-lieu-cua-toi/de-nghi-sua/<int:pk>/rut/", people.withdraw_correction, name="withdraw_correction"),
    path("nhat-ky/<int:pk>/", trail.line, name="trail_line"),
    path("nhat-ky/xuat/", identity_confirmed_to_take(trail.export), name="trail_export"),
    path("nhat-ky/viec/<int:pk>/", trail.job, name="trail_job"),
    path("nhat-ky/viec/<int:pk>/tep/", identity_confirmed_to_read(trail.job_file), name="trail_file"),
    path("nhap-xuat/", sheets.hub, name="sheets"),
    path("nhap-xuat/tep/<int:pk>/", sheets.detail, name="sheet"),
    path("nhap-xuat/tep/<int:pk>/tra-loi/", sheets.answer, name="sheet_answer"),
    path("nhap-xuat/tep/<int:pk>/ghi/", sheets.commit, name="sheet_commit"),
    path("nhap-xuat/tep/<int:pk>/bo/", sheets.drop, name="sheet_drop"),
    path("nhap-xuat/tep/<int:pk>/dong-sai.xlsx", identity_confirmed_to_read(sheets.errors_file), name="sheet_errors"),
    path("nhap-xuat/<slug:slug>/", sheets.send, name="sheet_send"),
    path("nhap-xuat/<slug:slug>/mau.xlsx", sheets.template, name="sheet_template"),
    path("nhap-xuat/<slug:slug>/xuat/", identity_confirmed_to_take(exports.choose), name="sheet_export"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
