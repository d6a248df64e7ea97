"""Which people are one household, told from what is kept of them."""

from nhanai.base.text import fold


def key_of(person: int, commune: int | None, household: str) -> str:
    """What names the household in every room: commune and number of the household where both are
    known, else the person alone.

    The number is compared without accents, capitals and spaces: `Hộ 17B` is `ho 17b`.
    """
    number = fold(household).replace(" ", "")[:60]
    return f"h{commune}:{number}" if commune and number else f"p{person}"
