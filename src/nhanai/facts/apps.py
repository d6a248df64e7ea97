"""Django's handle on the room."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Chỉ tiêu và số liệu."""

    name = "nhanai.facts"
    label = "facts"
    verbose_name = "Chỉ tiêu và số liệu"
    default_auto_field = "django.db.models.BigAutoField"
