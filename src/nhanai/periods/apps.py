"""Django's handle on the room."""

from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    """Kỳ báo cáo và lịch làm việc."""

    name = "nhanai.periods"
    label = "periods"
    verbose_name = "Kỳ báo cáo và lịch làm việc"
    default_auto_field = "django.db.models.BigAutoField"
