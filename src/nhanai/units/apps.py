"""Django's handle on the room."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Đơn vị."""

    name = "nhanai.units"
    label = "units"
    verbose_name = "Đơn vị"
    default_auto_field = "django.db.models.BigAutoField"
