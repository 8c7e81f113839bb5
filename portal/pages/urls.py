"""Addresses of the pages that join the apps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
