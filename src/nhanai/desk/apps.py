"""Django's handle on the room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Bàn làm việc."""

    name = "nhanai.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"
    default_auto_field = "django.db.models.BigAutoField"
