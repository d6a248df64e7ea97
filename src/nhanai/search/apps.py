"""Django's handle on the room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Tìm kiếm."""

    name = "nhanai.search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        """Make the lookup known to every text column."""
        from nhanai.search import lookups  # noqa: F401, PLC0415 (fields exist only now)
