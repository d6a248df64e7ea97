"""What every public page shows around itself, in either language."""

from typing import Any

from nhanai.base.wording import ROOTS, Words, other_than


def frame(words: Words, language: str, path: str) -> dict[str, Any]:
    """The context of `layouts/public.html`: the words, and where the page is in both languages."""
    other = other_than(language)
    return {
        "t": words, "language": language, "root": ROOTS[language], "path": path, "other": other,
        "other_root": ROOTS[other],
    }  # fmt: skip
