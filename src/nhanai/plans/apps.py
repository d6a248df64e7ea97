"""Django's handle on the room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Kế hoạch."""

    name = "nhanai.plans"
    label = "plans"
    verbose_name = "Kế hoạch"
    default_auto_field = "django.db.models.BigAutoField"
