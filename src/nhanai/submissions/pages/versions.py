"""The page of one version: as it was sent, beside the one before it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.submissions.models import SubmissionVersion
from nhanai.submissions.pages.parts import remarks_by_label
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.sheets import Difference, Sheet, differences, fingerprint
from nhanai.units.queries import name_on


@dataclass(frozen=True, slots=True)
class VersionPage:
    """The page."""

    slot: Slot
    unit_name: str
    version: SubmissionVersion
    sheet: Sheet
    before: int
    changes: Sequence[Difference]
    remarks: Sequence[tuple[str, str]]
    is_intact: bool

    @property
    def label(self) -> str:
        """The period without its days."""
        return self.slot.period.label.partition(" (")[0]

    @property
    def blocks(self) -> Sequence[tuple[str, Sequence[object]]]:
        """The blocks that have figures, with those lines that say something."""
        return [
            (f"{block.label}. {block.title}", lines)
            for block in self.sheet.blocks
            if (lines := [one for one in block.figures if one.now is not None or one.remark])
        ]


def version_page(slot: Slot, version: SubmissionVersion, *, today: dt.date) -> VersionPage:
    """Load the page; three queries besides the version."""
    sheet = sheet_in(version)
    rows = version.submission.versions.filter(number__lt=version.number)
    before = rows.order_by("-number").first()
    return VersionPage(
        slot=slot,
        unit_name=name_on(slot.unit, min(today, slot.cut_off)),
        version=version,
        sheet=sheet,
        before=before.number if before else 0,
        changes=differences(sheet_in(before), sheet) if before else (),
        remarks=remarks_by_label(version.remarks.order_by("pk"), sheet),
        is_intact=fingerprint(version.content) == version.sha256,
    )
