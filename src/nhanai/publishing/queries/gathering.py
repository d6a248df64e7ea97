"""What a release would say, asked of the rooms below and made fit for everybody to see."""

from collections.abc import Callable, Mapping
from typing import Final

from nhanai.publishing.queries import papers
from nhanai.publishing.queries.addresses import addresses
from nhanai.publishing.queries.asked import Asked, Content
from nhanai.publishing.queries.feedback import feedback
from nhanai.publishing.queries.money import money
from nhanai.publishing.vocab import ReleaseKind

_GATHERS: Final[Mapping[str, Callable[[Asked], Content]]] = {
    ReleaseKind.MONEY: money,
    ReleaseKind.ADDRESSES: addresses,
    ReleaseKind.REPORT: papers.report,
    ReleaseKind.ROUND: papers.round_of,
    ReleaseKind.PLAN: papers.plan,
    ReleaseKind.APPEAL: papers.appeal,
    ReleaseKind.STORY: papers.story,
    ReleaseKind.FEEDBACK: feedback,
}


def gathered(asked: Asked) -> Content:
    """The snapshot: `title`, `title_en`, what pages show, and `entries` for the log.

    Amounts are đồng. Nothing in it names a person (but in a story whom it is about, who agreed),
    or a place below the commune.
    """
    return _GATHERS[asked.kind](asked)
