"""Django's handle on the room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Số liệu."""

    name = "nhanai.figures"
    label = "figures"
    verbose_name = "Số liệu"
    default_auto_field = "django.db.models.BigAutoField"
