"""Django's handle on the room."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Báo cáo định kỳ."""

    name = "nhanai.submissions"
    label = "submissions"
    verbose_name = "Báo cáo định kỳ"
    default_auto_field = "django.db.models.BigAutoField"
