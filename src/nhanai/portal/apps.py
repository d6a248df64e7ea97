"""Django's handle on the room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Cổng công khai."""

    name = "nhanai.portal"
    label = "portal"
    verbose_name = "Cổng công khai"
