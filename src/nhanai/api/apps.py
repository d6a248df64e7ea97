"""Django's handle on the room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Giao diện cho máy."""

    name = "nhanai.api"
    label = "api"
    verbose_name = "Giao diện cho máy"
    default_auto_field = "django.db.models.BigAutoField"
