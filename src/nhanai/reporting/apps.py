"""Django's handle on the room."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Báo cáo."""

    name = "nhanai.reporting"
    label = "reporting"
    verbose_name = "Báo cáo"
    default_auto_field = "django.db.models.BigAutoField"
