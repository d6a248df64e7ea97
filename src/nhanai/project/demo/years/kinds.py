"""What a unit does in the field, as its people would tell it, with amounts of a plausible size."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from nhanai.activities.rules.recording import Told


@dataclass(frozen=True, slots=True)
class Scene:
    """A day at a place; `scale` is 1 for a commune and more above it."""

    random: Random
    day: dt.date
    place: str
    scale: int = 1

    def number(self, least: int, most: int) -> int:
        """A number in that range, larger where more people are reached."""
        return self.random.randint(least, most) * self.scale

    def of(self, *choices: str) -> str:
        """One of these."""
        return self.random.choice(choices)

    def donor(self) -> str:
        """Who gave it; none in reality bears such a name."""
        return self.random.choice(_DONORS)


_DONORS: Final = (
    *("", "", "Nhóm thiện nguyện Ánh Dương Tây Bắc", "Nhóm thiện nguyện Hoa Ban trắng"),
    *("Câu lạc bộ Áo ấm vùng cao", "Các nhà hảo tâm ở Hà Nội", "Tiểu thương chợ trung tâm"),
    *("Công ty trách nhiệm hữu hạn Mây Ngàn", "Hội đồng hương tại Hải Phòng", "Gia đình bà Vân"),
)
_MILLION: Final = 1_000_000
Maker = Callable[[Scene], Told]


def gifts(scene: Scene) -> Told:
    """Gifts handed out, each worth some hundred thousand đồng."""
    number = scene.number(8, 45)
    worth = scene.random.choice((300_000, 400_000, 500_000, 600_000))
    is_in_money = scene.random.random() < 0.3
    return Told(
        "GIFT",
        scene.day,
        place=scene.place,
        persons=number,
        households=number,
        cash=number * 200_000 if is_in_money else 0,
        goods=number * worth,
        donor=scene.donor(),
        amounts={"GIFT": Decimal(number)},
    )


def visit(scene: Scene) -> Told:
    """Families visited, each with a gift."""
    number = scene.number(2, 9)
    return Told(
        "VISIT",
        scene.day,
        place=scene.place,
        persons=number,
        households=number,
        cash=number * scene.random.choice((300_000, 500_000, 1_000_000)),
        donor=scene.donor(),
        amounts={"GIFT": Decimal(number)},
        result=scene.of(
            "", "Gia đình có hoàn cảnh khó khăn, neo đơn.", "Thăm hộ có người ốm nặng."
        ),
    )


def fair(scene: Scene) -> Told:
    """The fair before Tết."""
    number = scene.number(60, 140)
    return Told(
        "TET_FAIR",
        scene.day,
        place=scene.place,
        persons=number,
        households=number,
        joined=scene.number(20, 60),
        cash=number * 100_000,
        goods=number * 500_000,
        donor=scene.donor(),
        amounts={"GIFT": Decimal(number)},
    )


def rice(scene: Scene) -> Told:
    """Relief after a flood or a landslide."""
    homes = scene.number(4, 38)
    return Told(
        "RELIEF",
        scene.day,
        place=scene.place,
        persons=homes * 4 + scene.random.randint(0, homes),
        households=homes,
        cash=homes * scene.random.choice((0, 500_000, 1_000_000)),
        goods=homes * 750_000,
        donor=scene.donor(),
        amounts={
            "RICE": Decimal(homes * 20),
            "NOODLES": Decimal(homes),
            "BLANKET": Decimal(homes * 2),
        },
        result=scene.of(
            "Hỗ trợ các hộ bị ngập, sạt lở sau mưa lớn.",
            "Hỗ trợ khẩn cấp hộ có nhà bị tốc mái, sạt taluy.",
        ),
    )


def house(scene: Scene) -> Told:
    """A house for a poor family."""
    number = max(1, scene.scale // 2)
    return Told(
        "HOUSE",
        scene.day,
        place=scene.place,
        persons=number * scene.random.randint(3, 6),
        households=number,
        cash=number * scene.random.choice((50, 60, 80)) * _MILLION,
        service=number * scene.random.randint(6, 15) * _MILLION,
        donor=scene.donor(),
        amounts={"HOUSE": Decimal(number)},
        result="Bàn giao nhà cho hộ nghèo; dân bản góp ngày công.",
    )


def cow(scene: Scene) -> Told:
    """Cows that a family may keep."""
    number = scene.number(1, 3)
    return Told(
        "LIVELIHOOD",
        scene.day,
        place=scene.place,
        persons=number,
        households=number,
        goods=number * 15 * _MILLION,
        donor=scene.donor(),
        amounts={"COW": Decimal(number)},
    )


def porridge(scene: Scene) -> Told:
    """Meals at a health station."""
    number = scene.number(40, 120)
    return Told(
        "KITCHEN",
        scene.day,
        place=f"Trạm y tế, {scene.place}",
        services=number,
        goods=number * 20_000,
        amounts={"MEAL": Decimal(number)},
    )


def scholarships(scene: Scene) -> Told:
    """Scholarships at the beginning of a school year."""
    number = scene.number(3, 12)
    return Told(
        "SCHOLARSHIP",
        scene.day,
        place=f"Trường phổ thông dân tộc bán trú, {scene.place}",
        persons=number,
        cash=number * _MILLION,
        donor=scene.donor(),
        amounts={"SCHOLARSHIP": Decimal(number)},
    )


def health(scene: Scene) -> Told:
    """Examinations and medicines."""
    number = scene.number(50, 180)
    return Told(
        "HEALTH_CHECK",
        scene.day,
        place=f"Trạm y tế, {scene.place}",
        persons=number,
        goods=number * 80_000,
        service=number * 50_000,
        amounts={"MEDICINE": Decimal(number)},
    )


def blood(scene: Scene) -> Told:
    """A blood drive; bags of 250 and of 350 ml."""
    registered = scene.number(40, 80)
    donated = registered * scene.random.randint(78, 92) // 100
    large = donated * scene.random.randint(35, 60) // 100
    return Told(
        "BLOOD",
        scene.day,
        place=scene.place,
        joined=registered,
        goods=donated * 100_000,
        amounts={
            "REGISTERED": Decimal(registered),
            "DONATED": Decimal(donated),
            "BLOOD_UNIT": Decimal(donated),
            "BLOOD_ML": Decimal(250 * (donated - large) + 350 * large),
        },
        result=f"{donated - large} đơn vị 250 ml, {large} đơn vị 350 ml.",
    )


def first_aid(scene: Scene) -> Told:
    """A course of first aid."""
    return Told(
        "FIRST_AID_COURSE",
        scene.day,
        scene.day + dt.timedelta(days=scene.random.choice((0, 1))),
        place=scene.place,
        joined=scene.number(25, 45),
        service=scene.number(2, 6) * _MILLION,
        amounts={"CLASS": Decimal(1)},
    )


def talk(scene: Scene) -> Told:
    """People told of the Red Cross, of blood, of the prevention of disasters."""
    subject = scene.of("hiến máu nhân đạo", "phòng, chống đuối nước", "phòng ngừa sạt lở đất")
    return Told(
        "OUTREACH",
        scene.day,
        title=f"Tuyên truyền về {subject}, {scene.place}",
        place=scene.place,
        joined=scene.number(40, 160),
        amounts={"SESSION": Decimal(1), "LEAFLET": Decimal(scene.number(50, 150))},
    )


def news(scene: Scene) -> Told:
    """News of the work."""
    return Told("MEDIA", scene.day, amounts={"ARTICLE": Decimal(scene.number(1, 3))})


def drill(scene: Scene) -> Told:
    """A drill before the rains."""
    return Told(
        "DRILL",
        scene.day,
        place=scene.place,
        joined=scene.number(30, 70),
        amounts={"CLASS": Decimal(1)},
    )


def trees(scene: Scene) -> Told:
    """Trees planted."""
    number = scene.number(100, 600)
    return Told(
        "TREES",
        scene.day,
        place=scene.place,
        joined=scene.number(20, 50),
        goods=number * 5_000,
        amounts={"TREE": Decimal(number)},
    )


def collection(scene: Scene) -> Told:
    """Money collected."""
    return Told(
        "FUNDRAISING",
        scene.day,
        place=scene.place,
        joined=scene.number(20, 120),
        cash=scene.number(3, 18) * _MILLION,
    )


def launch(scene: Scene) -> Told:
    """A movement begun in public."""
    return Told("LAUNCH", scene.day, place=scene.place, joined=scene.number(60, 150))


def good_deed(scene: Scene) -> Told:
    """Somebody did good and is told of."""
    subject = scene.of(
        "Nhặt được của rơi trả lại người mất",
        "Hiến đất làm đường vào bản",
        "Nhận đỡ đầu trẻ mồ côi",
        "Cứu người bị nước cuốn",
    )
    return Told(
        "GOOD_DEED",
        scene.day,
        title=f"{subject}, {scene.place}",
        place=scene.place,
        joined=1,
        amounts={"EXAMPLE": Decimal(1)},
    )


def working_day(scene: Scene) -> Told:
    """Volunteers help with their hands."""
    people = scene.number(10, 35)
    return Told(
        "VOLUNTEER_DAY", scene.day, place=scene.place, joined=people, service=people * 250_000
    )


BASE: Final[Mapping[Maker, int]] = {
    gifts: 12, visit: 16, porridge: 9, talk: 12, good_deed: 10, first_aid: 5, blood: 7, cow: 3,
    house: 2, news: 8, working_day: 7, collection: 4, trees: 3, health: 2,
}  # fmt: skip
TET: Final[Mapping[Maker, int]] = {gifts: 45, visit: 25, fair: 4, collection: 10, news: 5, talk: 3}
MONTH: Final[Mapping[Maker, int]] = {
    gifts: 16, visit: 18, launch: 8, house: 7, cow: 7, health: 6, blood: 7, talk: 10, collection: 9,
    porridge: 5, good_deed: 6, news: 5,
}  # fmt: skip
RAINS: Final[Mapping[Maker, int]] = {
    rice: 18, visit: 12, gifts: 6, drill: 6, working_day: 11, talk: 11, blood: 9, first_aid: 6,
    scholarships: 8, porridge: 7, good_deed: 8, news: 6, collection: 5, house: 3,
}  # fmt: skip
"""What is done in a season, and how often."""
