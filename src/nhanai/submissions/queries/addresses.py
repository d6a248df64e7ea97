"""Where the report of a unit is on screen."""

from django.urls import reverse


def address_of(code: str, key: str, unit: str) -> str:
    """The address of the report of a form (its code), a period and a unit (their keys)."""
    return reverse("submissions:report", kwargs={"code": code, "key": key, "unit": unit})
