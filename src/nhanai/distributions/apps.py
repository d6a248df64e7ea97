"""Django's handle on the room."""

from django.apps import AppConfig


class DistributionsConfig(AppConfig):
    """Trao quà."""

    name = "nhanai.distributions"
    label = "distributions"
    verbose_name = "Trao quà"
    default_auto_field = "django.db.models.BigAutoField"
