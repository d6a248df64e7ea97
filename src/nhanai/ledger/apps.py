"""Django's handle on the room."""

from django.apps import AppConfig

from nhanai.ledger.rules.followers import follow


class LedgerConfig(AppConfig):
    """Sổ sách."""

    name = "nhanai.ledger"
    label = "ledger"
    verbose_name = "Sổ sách"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the other book of a transfer follow the first."""
        from nhanai.ledger.actions import transfers  # noqa: PLC0415 (models exist only now)

        follow(transfers.GIVEN, transfers.take)
        follow(transfers.TAKEN, transfers.keep_together)
