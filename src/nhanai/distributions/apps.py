"""Django's handle on the room."""

from django.apps import AppConfig


class DistributionsConfig(AppConfig):
    """Trao quà."""

    name = "nhanai.distributions"
    label = "distributions"
    verbose_name = "Trao quà"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Be told when the money of a list leaves, and when a person is erased."""
        from nhanai.distributions.actions import (  # noqa: PLC0415 (models must be ready)
            forgetting,
            keeping,
        )

        forgetting.begin()
        keeping.begin()
