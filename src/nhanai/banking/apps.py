"""Django's handle on the room."""

from django.apps import AppConfig


class BankingConfig(AppConfig):
    """Ngân hàng, hòm quỹ."""

    name = "nhanai.banking"
    label = "banking"
    verbose_name = "Ngân hàng, hòm quỹ"
    default_auto_field = "django.db.models.BigAutoField"
