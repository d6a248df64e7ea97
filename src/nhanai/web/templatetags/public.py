"""Words with values in their places."""

import datetime as dt
from collections.abc import Mapping
from string import Formatter

from django import template
from django.utils.numberformat import format as number_format
from django.utils.timezone import localtime

from nhanai.base.wording import MONTHS, day_in

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


@register.filter
def public_share(thousandths: int, language: str) -> str:
    """A share of a whole, given in thousandths, in hundredths: 82,9 % or 82.9 %."""
    whole, rest = divmod(thousandths, 10)
    return f"{whole}{',' if language == 'vi' else '.'}{rest} %"


@register.filter
def public_month(month: str, language: str) -> str:
    """`2026-09` as people of that language write it: tháng 9/2026, September 2026."""
    year, number = int(month[:4]), int(month[5:])
    return f"{MONTHS[number - 1]} {year}" if language == "en" else f"tháng {number}/{year}"


@register.filter
def public_done(words: str, counts: Mapping[str, object]) -> str:
    """The words with each of the counts that they name in its place."""
    return words.format(**counts)


@register.filter
def public_day(day: dt.date, language: str) -> str:
    """A day, or the day of a moment, as people of that language write it."""
    return day_in(language, localtime(day).date() if isinstance(day, dt.datetime) else day)
