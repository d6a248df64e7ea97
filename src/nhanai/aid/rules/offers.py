"""Offers of help: their code, until when they are answered, how long who offered is kept."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced

ANSWER_WITHIN: Final = 5
"""Working days in which an offer is to be answered: our own aim, no law asks it."""

KEPT_FOR: Final = dt.timedelta(days=90)
"""After so long from the answer nobody's name and contact are kept with the offer."""

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LONGEST: Final = {"name": 120, "contact": 200, "words": 500}
_LEAST_CONTACT: Final = 6


def new_code(year: int, choose: Callable[[Sequence[str]], str]) -> str:
    """`DN26-7K3F-4MXQ`: nobody guesses it, and nobody takes one sign for another."""
    drawn = "".join(choose(SIGNS) for _ in range(8))
    return f"DN{year % 100:02d}-{drawn[:4]}-{drawn[4:]}"


def tidied(text: str) -> str:
    """The code as it is kept, from whatever was typed."""
    signs = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:12]
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def faults_of(name: str, contact: str, words: str) -> Iterator[Finding]:
    """Everything that keeps an offer from being taken in."""
    told = {"name": name, "contact": contact, "words": words}
    asked = {
        "name": "Nhập họ tên hoặc tên tổ chức.",
        "contact": "Nhập số điện thoại hoặc thư điện tử để Hội trả lời.",
        "words": "Viết ngắn gọn anh, chị muốn giúp gì.",
    }
    for where, text in told.items():
        if not single_spaced(text):
            yield Finding(f"offer-{where}", asked[where], where=where)
        elif len(text) > _LONGEST[where]:
            message = f"Viết gọn lại, không quá {_LONGEST[where]} chữ."
            yield Finding(f"offer-{where}-long", message, where=where)
    reach = single_spaced(contact)
    if reach and (
        len(reach) < _LEAST_CONTACT or not ("@" in reach or any(map(str.isdigit, reach)))
    ):
        yield Finding("offer-contact-none", asked["contact"], where="contact")
