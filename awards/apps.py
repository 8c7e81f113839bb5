"""The app's registration with Django."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
