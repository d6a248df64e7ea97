"""Django's handle on the room."""

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    """Phân bổ."""

    name = "nhanai.allocation"
    label = "allocation"
    verbose_name = "Phân bổ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Be told when what a round divides is paid."""
        from nhanai.allocation.actions import following  # noqa: PLC0415 (models must be ready)

        following.begin()
