"""Words with values in their places."""

from string import Formatter

from django import template
from django.utils.numberformat import format as number_format

register = template.Library()


@register.filter
def public_with(words: str, value: object) -> str:
    """The words with `value` in their one place, whatever it is called."""
    names = [name for _, name, _, _ in Formatter().parse(words) if name]
    return words.format(**dict.fromkeys(names, value))


@register.filter
def public_number(value: object, language: str) -> str:
    """A whole number as people of that language write it: 1.234.567 or 1,234,567."""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    mark = "." if language == "vi" else ","
    return number_format(value, ".", 0, 3, mark, force_grouping=True).replace("-", "−")
