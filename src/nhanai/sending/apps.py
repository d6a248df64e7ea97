"""Django's handle on the room."""

from django.apps import AppConfig


class SendingConfig(AppConfig):
    """Lần gửi."""

    name = "nhanai.sending"
    label = "sending"
    verbose_name = "Lần gửi"
    default_auto_field = "django.db.models.BigAutoField"
