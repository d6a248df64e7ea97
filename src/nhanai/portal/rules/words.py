"""The words of the public site, in Vietnamese and in English."""

from nhanai.base.wording import Words, words_of


def words_in(language: str) -> Words:
    """All words of the language, those of the frame too."""
    return words_of(language, "nhanai.web", "nhanai.portal")
