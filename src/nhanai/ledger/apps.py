"""Django's handle on the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Sổ sách."""

    name = "nhanai.ledger"
    label = "ledger"
    verbose_name = "Sổ sách"
    default_auto_field = "django.db.models.BigAutoField"
