"""The app's registration with Django."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"

    def ready(self) -> None:
        from campaigns.selectors import register_pending  # noqa: PLC0415 - models exist only now
        from initiatives.selectors import count_pending  # noqa: PLC0415

        register_pending("initiatives", count_pending)
