"""What every public page shows around itself, in either language, and how it is kept."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from nhanai.base.wording import ROOTS, Words, other_than, words_of

KEPT: Final = "public, max-age=120, stale-while-revalidate=600"
"""Long enough to carry a rush, short enough that what is new is seen soon."""


def words(room: str, language: str) -> Words:
    """The words of a room's public pages, with those of the frame."""
    return words_of(language, "nhanai.web", f"nhanai.{room}")


def shown(
    room: str, name: str, language: str, path: str, *, status: int = 200,
    **told: Any,  # noqa: ANN401 (what the template shows)
) -> HttpResponse:  # fmt: skip
    """A public page of a room, at `path` below the root of each language."""
    context = {**frame(words(room, language), language, path), **told}
    return HttpResponse(render_to_string(f"{room}/{name}.html", context), status=status)


def frame(t: Words, language: str, path: str) -> dict[str, Any]:
    """The context of `layouts/public.html`: the words, and where the page is in both languages."""
    other = other_than(language)
    return {
        "t": t, "language": language, "root": ROOTS[language], "path": path, "other": other,
        "other_root": ROOTS[other],
    }  # fmt: skip


def named_and_kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let everybody keep the page, and name what it says, to be asked for by that name."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != 200:
            return answer
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer["Cache-Control"] = KEPT
        return answer

    return answered
