"""Django's handle on the room."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Kho hàng."""

    name = "nhanai.stock"
    label = "stock"
    verbose_name = "Kho hàng"
    default_auto_field = "django.db.models.BigAutoField"
