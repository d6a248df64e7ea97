"""Django's handle on the room."""

from django.apps import AppConfig


class TripsConfig(AppConfig):
    """Chuyến trợ giúp."""

    name = "nhanai.trips"
    label = "trips"
    verbose_name = "Chuyến trợ giúp"
    default_auto_field = "django.db.models.BigAutoField"
