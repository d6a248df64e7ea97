"""Django's handle on the room, for its management commands."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Ghép các phòng lại."""

    name = "nhanai.project"
    label = "project"
    verbose_name = "Hệ thống"
