"""Django's handle on the room."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Nhắc việc."""

    name = "nhanai.reminders"
    label = "reminders"
    verbose_name = "Nhắc việc"
    default_auto_field = "django.db.models.BigAutoField"
