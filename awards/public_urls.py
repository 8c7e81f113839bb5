"""Addresses that need no account; mounted at the root."""

from django.urls import path

from awards.views import public

app_name = "awards_public"
urlpatterns = [
    path("v/", public.search, name="search"),
    path("v/<str:code>/", public.verify, name="verify"),
]
