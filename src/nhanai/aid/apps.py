"""Django's handle on the room."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    """Địa chỉ nhân đạo."""

    name = "nhanai.aid"
    label = "aid"
    verbose_name = "Địa chỉ nhân đạo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Be told when a batch is paid or its entry reversed, and when a person is erased."""
        from nhanai.aid.actions import forgetting, money  # noqa: PLC0415 (models must be ready)

        money.begin()
        forgetting.begin()
