"""The app's registration with Django."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"
