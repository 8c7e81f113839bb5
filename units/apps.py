"""Units, people and roles, as a Django app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
