"""Addresses of the pages that join the apps."""

from django.urls import path

from portal.pages.views import handing_over, health, home, inbox, search, trail, viewing

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
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
