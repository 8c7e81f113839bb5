"""Addresses of units and people."""

from django.urls import path

from units.views import accounts, officials, reading

app_name = "units"
urlpatterns = [
    path("", reading.mine, name="mine"),
    path("danh-sach/", reading.find, name="list"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/doan-vien/", reading.members, name="members"),
    path("<int:pk>/can-bo/", officials.officials, name="officials"),
    path("<int:pk>/can-bo/giao/", officials.give, name="give_role"),
    path("vai-tro/<int:pk>/thoi/", officials.end, name="end_role"),
    path("vai-tro/<int:pk>/uy-quyen/", officials.delegate, name="delegate_role"),
    path("vai-tro/<int:pk>/xac-nhan/", officials.confirm, name="confirm_role"),
    path("vai-tro/<int:pk>/tu-choi/", officials.decline, name="decline_role"),
    path("tai-khoan/<int:pk>/", accounts.account, name="account"),
    path("tai-khoan/<int:pk>/mo/", accounts.open_up, name="open_account"),
    path("tai-khoan/<int:pk>/khoa/", accounts.close, name="close_account"),
]
