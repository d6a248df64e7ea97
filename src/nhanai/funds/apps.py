"""Django's handle on the room."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """Quỹ và ủng hộ."""

    name = "nhanai.funds"
    label = "funds"
    verbose_name = "Quỹ và ủng hộ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Be told of what is posted, and tell banking what is waited for."""
        from nhanai.funds.actions import following  # noqa: PLC0415 (models must be ready)

        following.begin()
