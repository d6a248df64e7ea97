"""What every public page shows around itself, in either language, and how it is kept."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from nhanai.base.wording import ROOTS, Words, other_than

KEPT: Final = "public, max-age=120, stale-while-revalidate=600"
"""Long enough to carry a rush, short enough that what is new is seen soon."""


def frame(words: Words, language: str, path: str) -> dict[str, Any]:
    """The context of `layouts/public.html`: the words, and where the page is in both languages."""
    other = other_than(language)
    return {
        "t": words, "language": language, "root": ROOTS[language], "path": path, "other": other,
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
