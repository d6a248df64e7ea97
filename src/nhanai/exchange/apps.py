"""Django's handle on the room."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Trao đổi số liệu."""

    name = "nhanai.exchange"
    label = "exchange"
    verbose_name = "Trao đổi số liệu"
    default_auto_field = "django.db.models.BigAutoField"
