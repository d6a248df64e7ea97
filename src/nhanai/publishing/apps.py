"""Django's handle on the room."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Công bố."""

    name = "nhanai.publishing"
    label = "publishing"
    verbose_name = "Công bố"
    default_auto_field = "django.db.models.BigAutoField"
