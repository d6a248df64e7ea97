"""Letters of thanks of a campaign: who gave, who was thanked, and the letters as paper."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.timezone import localdate

from nhanai.base.money import Money
from nhanai.base.numbers import show
from nhanai.funds import queries
from nhanai.funds.actions.thanking import MOST
from nhanai.funds.models import ContributionCampaign, Donor, ThanksBatch, ThanksLetter
from nhanai.funds.pages.receipt import place_of
from nhanai.funds.permissions import Permission
from nhanai.funds.rules.thanks import FIELDS, filled
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.paper.values import Letterhead, OfficialPaper, Paragraph, Run, Signature
from nhanai.units.queries import name_on
from nhanai.web.paging import Page, number_from, page_of

BATCHES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class GiverRow:
    """Who gave, how much in how many times, and when she was thanked for how much."""

    donor: Donor
    whole: int
    times: int
    thanked_for: int | None
    thanked_at: dt.datetime | None

    @property
    def is_thanked(self) -> bool:
        """Whether she was thanked for all of it."""
        return self.thanked_for == self.whole


@dataclass(frozen=True, slots=True)
class ThanksPage:
    """Everything that the page shows; `waiting` are not thanked for all that they gave."""

    campaign: ContributionCampaign
    unit: str
    rows: Sequence[GiverRow]
    page: Page[Donor]
    words: str
    shows_all: bool
    waiting: int
    most: int
    text: str
    fields: Sequence[tuple[str, str]]
    batches: Sequence[ThanksBatch]
    may_record: bool


def thanks_page(
    campaign: ContributionCampaign, user: User, asked: QueryDict, *, today: dt.date
) -> ThanksPage:
    """Load the page in a known number of queries."""
    words, shows_all = asked.get("q", "")[:200], asked.get("tat-ca") == "1"
    found = queries.givers_of(campaign, words=words)
    page = page_of(
        found if shows_all else queries.unthanked(found),
        number=number_from(asked.get("trang")), noun="người ủng hộ",
    )  # fmt: skip
    rows = [
        GiverRow(one, one.whole, one.times, one.thanked_for, one.thanked_at) for one in page.rows
    ]
    batches = queries.batches_seen(user, today=today).filter(campaign=campaign)
    return ThanksPage(
        campaign, name_on(campaign.unit, today), rows, page, words, shows_all,
        queries.unthanked(queries.givers_of(campaign)).count(), MOST,
        queries.thanks_of(campaign), [(f"{{{name}}}", said) for name, said in FIELDS.items()],
        list(batches[:BATCHES_SHOWN]),
        identity.allowed(user, Permission.RECORD, unit=campaign.unit, today=today),
    )  # fmt: skip


def papers_of(batch: ThanksBatch) -> Iterator[OfficialPaper]:
    """The letters of the batch, one paper each, as they were made."""
    day = localdate(batch.at)
    issuer = name_on(batch.campaign.unit, day)
    place = place_of(batch.campaign.unit, day)
    letters: Iterable[ThanksLetter] = batch.letters.select_related("donor__person").order_by("pk")
    for letter in letters:
        values = _values(letter, batch.campaign, issuer)
        said = filled(batch.text, values)
        yield OfficialPaper(
            kind="Thư cảm ơn",
            letterhead=Letterhead(issuer),
            symbol="TCƠ-CTĐ",
            place=place,
            subject=f"ủng hộ {batch.campaign.name}",
            body=tuple(Paragraph((Run(part),)) for part in said),
            signature=Signature(("TM. BAN THƯỜNG VỤ",), ""),
            recipients=(values["ten"], "Lưu: VT"),
            day=day,
            addressees=(values["ten"],),
        )


def _values(letter: ThanksLetter, campaign: ContributionCampaign, issuer: str) -> dict[str, str]:
    words, area = Money(letter.amount).in_words, campaign.area
    return {
        "ten": letter.donor.called, "so_tien": f"{show(letter.amount)} đồng",
        "bang_chu": words[:1].lower() + words[1:], "so_lan": str(letter.gifts),
        "dot": campaign.name, "noi": area[:1].lower() + area[1:], "don_vi": issuer,
    }  # fmt: skip
