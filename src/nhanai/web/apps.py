"""Django's handle on the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Giao diện."""

    name = "nhanai.web"
    label = "web"
    verbose_name = "Giao diện"
    default_auto_field = "django.db.models.BigAutoField"
