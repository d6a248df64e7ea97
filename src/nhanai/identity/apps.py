"""Django's handle on the room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Tài khoản."""

    name = "nhanai.identity"
    label = "identity"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"
