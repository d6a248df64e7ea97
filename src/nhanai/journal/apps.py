"""Django's handle on the room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Nhật ký."""

    name = "nhanai.journal"
    label = "journal"
    verbose_name = "Nhật ký"
    default_auto_field = "django.db.models.BigAutoField"
