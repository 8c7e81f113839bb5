"""The app's registration with Django."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"
