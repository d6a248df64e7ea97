"""The page behind a figure on paper: the frozen line, what units gave to it, its records today."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhanai.submissions.models import IssuedReport
from nhanai.submissions.queries.addresses import address_of
from nhanai.submissions.queries.issued import Origin, issued_of
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.rules.origins import code_of
from nhanai.submissions.rules.sheets import FigureLine, fingerprint, said
from nhanai.submissions.rules.together import DIRECT, Share, Together


@dataclass(frozen=True, slots=True)
class Given:
    """What one unit gave to the figure, in the version that was accepted."""

    share: Share
    number: Decimal | None
    code: str

    @property
    def words(self) -> str:
        """The number as printed."""
        return said(self.number)


@dataclass(frozen=True, slots=True)
class OriginPage:
    """Everything the page shows."""

    origin: Origin
    line: FigureLine
    together: Together | None
    given: Sequence[Given]
    direct: str
    heading: dict[str, str]
    issued: Sequence[IssuedReport]
    report: str
    is_intact: bool

    @property
    def label(self) -> str:
        """The period without its days."""
        return self.heading["label"].partition(" (")[0]

    @property
    def direct_label(self) -> str:
        """What stands for the level itself."""
        return DIRECT

    @property
    def current_version(self) -> int:
        """The version that stands today; another than this one where it was corrected."""
        return self.origin.version.submission.accepted_id or 0

    @property
    def records(self) -> str:
        """Where the live figure and its records are."""
        return f"{self.report}so/{self.line.key}/"


def origin_page(origin: Origin) -> OriginPage | None:
    """Load the page; None where the version has no such line. One query besides the version."""
    version = origin.version
    sheet = sheet_in(version)
    line = sheet.figures.get(origin.line)
    if line is None:
        return None
    row = version.submission
    made = sheet.together
    shares = made.shares if made else ()
    return OriginPage(
        origin=origin,
        line=line,
        together=made,
        given=[
            Given(one, one.figures.get(line.key), code_of(one.version, line.key)) for one in shares
        ],
        direct=said(made.direct.get(line.key)) if made else "",
        heading=version.content["heading"],
        issued=[one for one in issued_of(row) if one.version_id == version.pk],
        report=address_of(row.code, row.period_key, row.unit.key),
        is_intact=fingerprint(version.content) == version.sha256,
    )
