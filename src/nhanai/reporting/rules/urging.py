"""The letter that urges a unit: what is late, in the document's words, and until when to report."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.numbers import show
from nhanai.base.text import single_spaced
from nhanai.documents.rules import cited_place
from nhanai.paper.values import Block, Letterhead, OfficialPaper, Paragraph, Run, Signature
from nhanai.reporting.rules.composing import Head, lines_of

KIND: Final = "CV"
WORKING_DAYS: Final = 5
"""So many working days after the letter the unit reports."""
_QUOTED: Final = 400


@dataclass(frozen=True, slots=True)
class Late:
    """A late piece of work: the words of the document, where they stand, when it was due."""

    plan: str
    reference: str
    address: str
    text: str
    label: str
    due_on: dt.date

    def said(self) -> str:
        """As the letter lists it."""
        where = ", ".join(filter(None, [cited_place(self.address), self.reference]))
        period = f", {self.label}" if self.label else ""
        return f"“{_quoted(self.text)}” ({where}){period}; hạn {written(self.due_on)}"


def compose_letter(
    head: Head, *, to: str, lates: Sequence[Late], report_by: dt.date, today: dt.date
) -> OfficialPaper:
    """The letter as a draft without number and day."""
    return OfficialPaper(
        kind=KIND,
        letterhead=Letterhead(head.issuer, head.superior),
        symbol=head.symbol,
        place=head.place,
        subject=head.subject,
        body=tuple(_body(head.issuer, to, lates, report_by, today)),
        signature=Signature(lines_of(head.signature), head.signer),
        recipients=lines_of(head.recipients),
        addressees=(to,),
        year=head.year,
    )


def subject_of(lates: Sequence[Late]) -> str:
    """What the letter is about: the plan by its number where all are of one."""
    named = {one.reference or one.plan for one in lates}
    if len(named) == 1:
        one = lates[0]
        told = f"Kế hoạch {one.reference}" if one.reference else one.plan
        return f"đôn đốc thực hiện nhiệm vụ của {told}"
    return "đôn đốc thực hiện nhiệm vụ của các kế hoạch"


def symbol_of(report_symbol: str) -> str:
    """The symbol of a letter of the same unit: without the kind, with the office that writes."""
    unit = report_symbol.removeprefix("BC-")
    return f"{unit}-VP" if unit else "VP"


def _body(
    issuer: str, to: str, lates: Sequence[Late], report_by: dt.date, today: dt.date
) -> Iterator[Block]:
    plans = list(dict.fromkeys((one.plan, one.reference) for one in lates))
    told = "; ".join(f"{plan} ({ref})" if ref else plan for plan, ref in plans)
    yield _said(f"Thực hiện {told}, {to} được giao các nhiệm vụ theo kế hoạch.")
    yield _said(
        f"Qua theo dõi đến ngày {written(today)}, còn {show(len(lates))} nhiệm vụ quá hạn"
        " chưa hoàn thành, gồm:"
    )
    for number, late in enumerate(lates, 1):
        yield _said(f"{number}. {late.said()}.")
    yield _said(
        f"{issuer} đề nghị {to} khẩn trương thực hiện các nhiệm vụ nêu trên, báo cáo kết quả"
        f" và vướng mắc (nếu có) về {issuer} trước ngày {written(report_by)}."
    )
    yield _said(f"{issuer} trân trọng đề nghị {to} quan tâm thực hiện.")


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _quoted(text: str) -> str:
    line = single_spaced(text).rstrip(" .;,")
    if len(line) <= _QUOTED:
        return line
    return f"{line[:_QUOTED].rsplit(' ', 1)[0]} …"
