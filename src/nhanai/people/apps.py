"""Django's handle on the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Con người."""

    name = "nhanai.people"
    label = "people"
    verbose_name = "Con người"
    default_auto_field = "django.db.models.BigAutoField"
