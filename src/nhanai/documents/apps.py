"""Django's handle on the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Văn bản."""

    name = "nhanai.documents"
    label = "documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
