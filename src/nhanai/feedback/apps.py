"""Django's handle on the room."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Phản ánh, góp ý."""

    name = "nhanai.feedback"
    label = "feedback"
    verbose_name = "Phản ánh, góp ý"
    default_auto_field = "django.db.models.BigAutoField"
