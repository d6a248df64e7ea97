"""Django's handle on the room."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    """Địa chỉ nhân đạo."""

    name = "nhanai.aid"
    label = "aid"
    verbose_name = "Địa chỉ nhân đạo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Be told when the money of a batch is paid, or its entry reversed."""
        from nhanai.aid.actions import money  # noqa: PLC0415 (models must be ready)

        money.begin()
