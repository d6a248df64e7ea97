"""Two campaigns with their gifts: most received, some waiting, a few spent, one returned."""

import datetime as dt
from itertools import cycle

from django.utils.timezone import localdate

from nhanai.base.money import Money
from nhanai.funds import actions
from nhanai.funds.actions import DonorValues, GiftValues, PledgeValues, SpendingValues
from nhanai.funds.actions.campaigns import CampaignValues
from nhanai.funds.models import ContributionCampaign, Donation
from nhanai.funds.vocab import CampaignLaw, DonationWay, DonorKind, Naming
from nhanai.identity.models import User
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Book, Fund, Voucher
from nhanai.ledger.rules.vouchers import Party
from nhanai.ledger.vocab import BookSource
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

OFFICE = "lc-hoi-tinh"
CODE = "NĐ"
COMPANIES = (
    ("Công ty TNHH Chè Hoa Ban", 50_000_000), ("Hợp tác xã Nậm Mu", 12_000_000),
    ("Trường THPT Bình Minh (mẫu)", 8_450_000), ("Câu lạc bộ Thiện nguyện Mường Trời", 25_000_000),
    ("Công ty Xây dựng Pu Sam Cáp", 100_000_000), ("Tổ dân phố 7 (mẫu)", 3_215_000),
    ("Chi hội Doanh nhân nữ (mẫu)", 30_000_000), ("Hội đồng hương Mường Tè (mẫu)", 18_600_000),
)  # fmt: skip
FAMILIES = ("Lò", "Vàng", "Giàng", "Nguyễn", "Sùng", "Trần", "Chẻo", "Phạm")
GIVEN = ("Thị Dua", "Văn Pâng", "A Páo", "Thu Hà", "Thị Mẩy", "Minh Đức", "Láo San")
AMOUNTS = (100_000, 200_000, 500_000, 300_000, 1_000_000, 50_000, 2_000_000)
PERSONS = 52
SPENT = (
    ("Hỗ trợ tiền mặt cho hộ bị trôi nhà", 25_000_000, 5),
    ("Hỗ trợ tiền mặt cho hộ bị trôi nhà", 35_000_000, 7),
    ("Trao 40 thùng hàng gia đình", 16_000_000, 25),
    ("Trao 40 thùng hàng gia đình", 10_000_000, 15),
    ("Mua tấm lợp dựng lại nhà", 14_500_000, 9),
    ("Mua tấm lợp dựng lại nhà", 8_000_000, 3),
    ("Trao chăn ấm", 7_000_000, 35),
    ("Vận chuyển hàng cứu trợ", 5_000_000, None),
)


def everything(*, at: dt.datetime) -> None:
    """Make it, if it is not there yet."""
    office = Unit.objects.get(key=OFFICE)
    if ContributionCampaign.objects.filter(unit=office).exists():
        return
    by, today = User.objects.get(username="ketoan"), localdate(at)
    fund = _fund(office, today, by, at)
    flood = _campaign(fund, CampaignLaw.DISASTER, ago=75, days=85, by=by, at=at)
    tet = _campaign(fund, CampaignLaw.ORDINARY, ago=20, days=65, by=by, at=at)
    gifts = _gifts(fund, flood, tet, by, at)
    _spent(fund, flood, by, at)
    _promised(fund, tet, gifts, by, at)
    back = actions.return_gift(
        donation=gifts[52], amount=Money(gifts[52].amount), at=at, by=by,
        reason="Người ủng hộ chuyển nhầm, xin nhận lại",
    )  # fmt: skip
    _paid(back.voucher, at)


def _fund(office: Unit, today: dt.date, by: User, at: dt.datetime) -> Fund:
    opened = today - dt.timedelta(days=300)
    book = Book.objects.filter(unit=office, source=BookSource.FUND).first() or ledger.open_book(
        unit=office, source=BookSource.FUND, opened_on=opened, by=by, at=at
    )
    kept = book.funds.filter(closed_on=None).order_by("pk").first()
    return kept or ledger.open_fund(
        book=book, code=CODE, name="Quỹ nhân đạo tỉnh", opened_on=book.opened_on, by=by, at=at,
        purpose="Trợ giúp nhân đạo, cứu trợ khẩn cấp trên địa bàn tỉnh",
    )  # fmt: skip


def _campaign(
    fund: Fund, law: CampaignLaw, *, ago: int, days: int, by: User, at: dt.datetime
) -> ContributionCampaign:
    first = localdate(at) - dt.timedelta(days=ago)
    last = first + dt.timedelta(days=days)
    is_relief = law == CampaignLaw.DISASTER
    values = CampaignValues(
        law,
        f"Cứu trợ mưa lũ tháng {first.month}/{first.year}"
        if is_relief
        else f"Tết Nhân ái {first.year + 1}",
        f"Lời kêu gọi số {first.day:02d}/LKG-HCTĐ ngày {first:%d/%m/%Y} (mẫu)",
        "Hộ bị sập, trôi nhà ở các xã vùng lũ" if is_relief else "Hộ nghèo, người khuyết tật",
        first, last, 600_000_000 if is_relief else 1_200_000_000,
    )  # fmt: skip
    return actions.launch(fund=fund, values=values, by=by, at=at)


def _gifts(
    fund: Fund, flood: ContributionCampaign, tet: ContributionCampaign, by: User, at: dt.datetime
) -> list[Donation]:
    today = localdate(at)
    names = [f"{family} {given}" for given in GIVEN for family in FAMILIES][:PERSONS]
    who = [(DonorValues(DonorKind.ORGANISATION, name), amount) for name, amount in COMPANIES]
    namings = cycle([Naming.NAMED, Naming.NAMED, Naming.UNNAMED])
    who += [
        (DonorValues(DonorKind.PERSON, name, naming), amount)
        for name, amount, naming in zip(names, cycle(AMOUNTS), namings, strict=False)
    ]
    made = []
    for number, (donor, amount) in enumerate(who):
        campaign = (flood, tet, flood)[number % 3]
        first = campaign.launched_on
        day = first + dt.timedelta(days=number * 7 % max(1, (today - first).days))
        values = GiftValues(DonationWay.CASH, day, amount, campaign)
        made.append(actions.give(fund=fund, values=values, donor=donor, by=by, at=at))
    cashier = User.objects.get(username="thuquy")
    for gift in made[:-4]:
        if gift.voucher is not None:
            ledger.settle_voucher(voucher=gift.voucher, day=gift.day, by=cashier, at=at)
    return list(Donation.objects.filter(pk__in=[one.pk for one in made]).order_by("pk"))


def _spent(fund: Fund, flood: ContributionCampaign, by: User, at: dt.datetime) -> None:
    """Seven communes, and something that is tied to none; few households in one of them."""
    communes = Unit.objects.filter(key__startswith="lc-", kind=UnitKind.COMMUNE, end=None).order_by(
        "key"
    )[: len(SPENT) * 5 : 5]
    for (words, amount, households), commune in zip(SPENT, [*communes, None], strict=False):
        made = actions.spend(
            fund=fund, values=SpendingValues(words, flood, commune, households),
            amount=Money(amount), day=localdate(at), party=Party("Lò Thị Mai (mẫu)"), by=by, at=at,
        )  # fmt: skip
        _paid(made.voucher, at)


def _promised(
    fund: Fund, tet: ContributionCampaign, gifts: list[Donation], by: User, at: dt.datetime
) -> None:
    """Two pledges: one late and half kept, one of which the first time comes next week."""
    today = localdate(at)
    for number, (gift, first) in enumerate(zip(gifts, (-15, 6), strict=False)):
        days = [today + dt.timedelta(days=first + step) for step in (0, 14, 28)]
        values = PledgeValues(
            today - dt.timedelta(days=18), tuple((day, 10_000_000) for day in days), tet,
            purpose="Quà Tết cho hộ nghèo",
        )  # fmt: skip
        made = actions.pledge(fund=fund, values=values, donor=gift.donor, by=by, at=at)
        if number == 0:
            kept = made.instalments.order_by("due_on").first()
            told = GiftValues(DonationWay.CASH, today, 4_000_000, tet, instalment=kept)
            given = actions.give(fund=fund, values=told, donor=gift.donor, by=by, at=at)
            cashier = User.objects.get(username="thuquy")
            if given.voucher is not None:
                ledger.settle_voucher(voucher=given.voucher, by=cashier, at=at)


def _paid(voucher: Voucher | None, at: dt.datetime) -> None:
    """Approved by the leader, paid by the cashier."""
    if voucher is not None:
        leader, cashier = (User.objects.get(username=name) for name in ("lanhdao", "thuquy"))
        ledger.approve_voucher(voucher=voucher, by=leader, at=at)
        ledger.settle_voucher(voucher=voucher, by=cashier, at=at)
