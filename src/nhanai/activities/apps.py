"""Django's handle on the room."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Hoạt động."""

    name = "nhanai.activities"
    label = "activities"
    verbose_name = "Hoạt động"
    default_auto_field = "django.db.models.BigAutoField"
