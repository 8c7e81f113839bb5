"""Addresses of the pages that join the apps."""

from django.urls import path

from portal.pages.views import health, home, inbox, search, trail

urlpatterns = [
    path("", home.home, name="home"),
    path("doi-vai/", home.switch_hat, name="switch_hat"),
    path("thong-bao/", inbox.notices, name="notices"),
    path("thong-bao/da-doc/", inbox.read_all, name="read_notices"),
    path("thong-bao/<int:pk>/", inbox.open_notice, name="open_notice"),
    path("tim/", search.search, name="search"),
    path("nhat-ky/", trail.trail, name="trail"),
    path("nhat-ky/<int:pk>/", trail.line, name="trail_line"),
    path("nhat-ky/xuat/", trail.export, name="trail_export"),
    path("nhat-ky/viec/<int:pk>/", trail.job, name="trail_job"),
    path("nhat-ky/viec/<int:pk>/tep/", trail.job_file, name="trail_file"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
