"""Django's handle on the room."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    """Địa chỉ nhân đạo."""

    name = "nhanai.aid"
    label = "aid"
    verbose_name = "Địa chỉ nhân đạo"
    default_auto_field = "django.db.models.BigAutoField"
