"""Addresses of units and people."""

from django.urls import path

from units import views

app_name = "units"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("danh-sach/", views.find, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/doan-vien/", views.members, name="members"),
]
