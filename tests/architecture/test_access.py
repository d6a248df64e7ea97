"""Every address of the product keeps to the audience that its view is marked with.

The walk finds new addresses by itself. One that takes arguments needs a sample in `ARGUMENTS`.
"""

import datetime as dt
import logging
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.builders.documents import a_law
from tests.builders.figures import a_figure_at
from tests.builders.identity import a_user, a_workplace, an_appointment
from tests.builders.outgoing import an_issue
from tests.builders.people import PeopleParts, a_person, a_role, some_people
from tests.builders.periods import a_day_change
from tests.builders.plans import a_review
from tests.builders.reporting import ReportParts, a_bare_report
from tests.builders.submissions import OCTOBER, WORK, a_submission_of
from tests.builders.units import an_act

from nhanai.activities.models import Activity, Campaign, Photo
from nhanai.aid.models import (
    Address,
    Batch,
    Commitment,
    Delivery,
    Need,
    Offer,
    Proof,
    Sponsor,
    Survey,
)
from nhanai.allocation.models import (
    AllocationPot,
    AllocationRound,
    AllocationRun,
    AllocationShare,
    Claimant,
)
from nhanai.allocation.queries import as_value
from nhanai.allocation.rules.papers import Heading, RoundPaper, written
from nhanai.allocation.rules.solving import solve
from nhanai.api.models import ApiKey
from nhanai.banking.models import BankAccount, BoxOpening, CashBox, Statement, StatementLine
from nhanai.distributions.models import (
    EmergencyAid,
    EmergencyPhoto,
    GiftMove,
    GiftRound,
    GiftSample,
    OtherList,
    Quota,
    Recipient,
    SampleVisit,
)
from nhanai.documents.models import DispatchMail, Document, LegalDocument, OutgoingDocument
from nhanai.exchange.models import FigureImport, Partner
from nhanai.feedback.models import Feedback
from nhanai.funds.models import (
    ContributionCampaign,
    Donation,
    Donor,
    Pledge,
    PledgeInstalment,
    ThanksBatch,
)
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.ledger.models import Book, Entry, Fund, FundBalance, Voucher
from nhanai.mail.vocab import MailState
from nhanai.people.models import (
    MembersMove,
    Merit,
    PeopleExport,
    PeopleImport,
    PersonMerge,
    PersonPair,
    PersonRole,
    Training,
)
from nhanai.people.vocab import RoleKind
from nhanai.plans.models import (
    Assignment,
    Change,
    Concern,
    Conference,
    DraftOpinion,
    DraftSection,
    DraftTask,
    Evidence,
    Occurrence,
    Plan,
    PlanDraft,
    Revision,
    Task,
    Update,
)
from nhanai.plans.vocab import (
    AssignmentRole,
    ChangeKind,
    ConcernKind,
    DraftSectionKind,
    ProgressState,
    RevisionKind,
)
from nhanai.project.roles import ROLES
from nhanai.publishing import actions as publishing
from nhanai.publishing.models import Release
from nhanai.publishing.queries import Asked
from nhanai.publishing.vocab import ReleaseKind
from nhanai.stock.models import Holding, Item, Lot, Slip, SlipLine, Warehouse
from nhanai.trips.models import Trip
from nhanai.units.models import Lineage, Placement, Unit
from nhanai.units.vocab import Line, UnitKind

SIGN_IN = "/dang-nhap/"


@pytest.fixture(autouse=True)
def refusals_are_expected(caplog: pytest.LogCaptureFixture) -> None:
    """A hundred refusals in the log would hide the one fault."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


@dataclass(frozen=True, slots=True)
class World:
    """What there is to open: one of each thing."""

    province: Unit
    agency: Unit
    chapter: Unit
    office: Unit
    person: User
    term: Appointment
    document: Document
    law: LegalDocument
    issued: OutgoingDocument
    plan: Plan
    task: Task
    assignment: Assignment
    change: Change
    piece: Evidence
    report: ReportParts
    people: PeopleParts


def a_world() -> World:
    """The province above all; its office with a plan under review; an agency and a chapter."""
    desk = a_review()
    task = desk.task("III.4.-1")
    agency = Unit.objects.get(key="so-y-te")
    province = a_workplace(kind=UnitKind.PROVINCE, start=agency.start)
    put_below(province, desk.office, Line.RED_CROSS)
    put_below(province, agency, Line.STATE)
    chapter = a_workplace(kind=UnitKind.CHAPTER, under=desk.office, line=Line.RED_CROSS)
    person = a_user(full_name="Chẻo Sử Mẩy")
    return World(
        province=province,
        agency=agency,
        chapter=chapter,
        office=desk.office,
        person=person,
        term=an_appointment(user=person, unit=chapter, role=Role.CHAPTER_CLERK),
        document=desk.plan.document,
        law=a_law(),
        issued=an_issue(owner=desk.office, by=desk.officer, to=[agency]),
        plan=desk.plan,
        task=task,
        assignment=Assignment.objects.filter(task=task).order_by("order")[0],
        change=a_change(desk.plan, task, desk.officer),
        piece=a_piece(task, agency, desk.officer),
        report=a_bare_report(desk),
        people=some_people(chapter),
    )


def a_change(plan: Plan, task: Task, by: User) -> Change:
    """A later document that changes one task of the plan."""
    revision = Revision.objects.create(
        plan=plan,
        document=plan.document,
        kind=RevisionKind.ENDS,
        started_by=by,
        started_at=plan.started_at,
    )
    return Change.objects.create(revision=revision, order=1, kind=ChangeKind.CLOSED, task=task)


def a_piece(task: Task, unit: Unit, by: User) -> Evidence:
    """A link that the unit showed for its work on the task."""
    at = task.plan.started_at
    row = Occurrence.objects.create(task=task, unit=unit, role="LEAD", start=at.date())
    said = Update.objects.create(
        occurrence=row, token=uuid.uuid4(), state=ProgressState.IN_PROGRESS, by=by, at=at
    )
    return Evidence.objects.create(update=said, kind="LINK", title="Tin", url="https://a.vn")


def put_below(province: Unit, unit: Unit, line: Line) -> None:
    """Place a unit directly below the province, from its first day on."""
    Placement.objects.create(unit=unit, parent=province, line=line, start=unit.start)
    Lineage.objects.create(ancestor=province, descendant=unit, line=line, depth=1, start=unit.start)


def place_of(role: Role, world: World) -> Unit:
    """Where somebody in that role is appointed."""
    if role in {Role.ADMINISTRATOR, Role.INSPECTOR}:
        return world.province
    if role in {Role.PROVINCE_LEADER, Role.PROVINCE_OFFICER}:
        return world.office
    at_agency = role in {Role.AGENCY_LEADER, Role.AGENCY_OFFICER}
    return world.agency if at_agency else world.chapter


def a_conference_of(world: World) -> Conference:
    """One that made the plan known."""
    found = Conference.objects.first()
    day = world.plan.started_at
    return found or Conference.objects.create(
        plan=world.plan,
        unit=world.office,
        on=day.date(),
        place="Hội trường",
        by=world.person,
        at=day,
    )


def an_import_of(world: World) -> PeopleImport:
    """A list received at the chapter."""
    found = PeopleImport.objects.first()
    at = world.plan.started_at
    return found or PeopleImport.objects.create(
        unit=world.chapter, file_name="ds.csv", by=world.person, at=at, moved_at=at,
        tables=[{"sheet": 0, "sheet_name": "CSV", "title": "", "columns": [[0, "Họ tên"]],
                 "first": 1, "end": 2, "shape": "a", "is_recognised": True,
                 "sample": [["Lò Văn Pâng"]]}],
    )  # fmt: skip


def a_post_of(world: World) -> PersonRole:
    """An office that somebody of the chapter holds."""
    found = PersonRole.objects.filter(kind=RoleKind.OFFICER).first()
    return found or a_role(world.people.person, world.chapter, kind=RoleKind.OFFICER)


def a_training_of(world: World) -> Training:
    """What somebody of the chapter learned."""
    found = Training.objects.first()
    return found or Training.objects.create(
        person=world.people.person, kind="FIRST_AID", title="Sơ cấp cứu"
    )


def a_merit_of(world: World) -> Merit:
    """What somebody of the chapter was praised for."""
    found = Merit.objects.first()
    return found or Merit.objects.create(
        person=world.people.person, kind="COMMENDATION", title="Giấy khen", on="2026-01-05"
    )


def a_move_of(world: World) -> MembersMove:
    """Members of the chapter who went elsewhere."""
    found = MembersMove.objects.first()
    at = world.plan.started_at
    return found or MembersMove.objects.create(
        unit=world.chapter, to=world.people.club, on=at.date(), people=0, by=world.person, at=at
    )


def an_export_of(world: World) -> PeopleExport:
    """A list that somebody of the chapter took out."""
    at = world.plan.started_at
    found = PeopleExport.objects.first()
    return found or PeopleExport.objects.create(
        kind="CSV", purpose="Đối chiếu", by=world.person, at=at, moved_at=at, made_at=at
    )


def a_pair_of(world: World) -> PersonPair:
    """Two people of the chapter who may be one."""
    found = PersonPair.objects.first()
    return found or PersonPair.objects.create(
        first=world.people.person,
        second=a_person(world.chapter),
        score=60,
        found_at=world.plan.started_at,
    )


def a_merge_of(world: World) -> PersonMerge:
    """One record that went into another."""
    found = PersonMerge.objects.first()
    return found or PersonMerge.objects.create(
        kept=world.people.person,
        gone=a_person(world.chapter, kind=None),
        at=world.plan.started_at,
    )


def a_concern_about(world: World) -> Concern:
    """Something that hinders the one task, raised by its agency."""
    found = Concern.objects.first()
    return found or Concern.objects.create(
        kind=ConcernKind.OBSTACLE,
        task=world.task,
        unit=world.agency,
        addressed_to=world.office,
        text="Chưa có kinh phí.",
        text_folded="chua co kinh phi.",
        by=world.person,
        at=world.plan.started_at,
    )


def a_draft_task(world: World) -> DraftTask:
    """A task of a plan that the office writes."""
    found = DraftTask.objects.select_related("section").first()
    if found is not None:
        return found
    at, by = world.plan.started_at, world.person
    draft = PlanDraft.objects.create(
        unit=world.office, subject="Tết Nhân ái", issuer="Hội", symbol="KH-CTĐ", place="Lai Châu",
        started_by=by, started_at=at, changed_at=at,
    )  # fmt: skip
    section = DraftSection.objects.create(draft=draft, kind=DraftSectionKind.BLOCK, order=1)
    return DraftTask.objects.create(
        section=section, order=1, text="Trao quà.", changed_by=by, changed_at=at
    )


def a_draft_opinion(world: World) -> DraftOpinion:
    """What the leader said of that plan."""
    draft = a_draft_task(world).section.draft
    return DraftOpinion.objects.get_or_create(
        draft=draft, text="Sửa lại.", defaults={"by": world.person, "at": draft.started_at}
    )[0]


def a_mail(world: World) -> DispatchMail:
    """The mail that waits to go to the agency."""
    values = {
        "address": "vanthu@soyte.example", "state": MailState.WAITING,
        "asked_at": world.issued.issued_at, "asked_by": world.person, "receipt_hash": "0" * 64,
    }  # fmt: skip
    dispatch = world.issued.dispatches.get()
    return DispatchMail.objects.get_or_create(dispatch=dispatch, defaults=values)[0]


def work_of(world: World) -> Occurrence:
    """The work of the office on the one task."""
    day = world.plan.started_at.date()
    values = {"role": AssignmentRole.LEAD}
    made = Occurrence.objects.get_or_create(
        task=world.task, unit=world.office, start=day, defaults=values
    )
    return made[0]


def a_recorded_activity(world: World) -> Activity:
    """Something that the chapter did."""
    day, at = world.plan.started_at.date(), world.plan.started_at
    found = Activity.objects.first()
    return found or Activity.objects.create(
        client_key=uuid.uuid4(), unit=world.chapter, kind="GIFT", field=1, block="XH",
        title="Trao quà", first_on=day, last_on=day, state="RECORDED", made_by=world.person,
        made_at=at, changed_by=world.person, changed_at=at,
    )  # fmt: skip


def a_kept_photo(world: World) -> Photo:
    """A photo whose file is gone, which nobody can open."""
    found = Photo.objects.first()
    return found or Photo.objects.create(
        activity=a_recorded_activity(world), file="activities/no/no.jpg", sha256="no",
        by=world.person, at=world.plan.started_at,
    )  # fmt: skip


def a_running_campaign(world: World) -> Campaign:
    """A campaign of the office."""
    day = world.plan.started_at.date()
    found = Campaign.objects.first()
    return found or Campaign.objects.create(
        name="Tết Nhân ái", name_folded="tet nhan ai", kind="TET", owner=world.office, start=day,
        end=day.replace(year=day.year + 1),
    )  # fmt: skip


def an_address_of(world: World) -> Address:
    """A household of the chapter that was surveyed."""
    day, at = world.plan.started_at.date(), world.plan.started_at
    found = Address.objects.first()
    if found is not None:
        return found
    made = Address.objects.create(
        code="DC-00001", person=world.people.person, household_key="p1", unit=world.chapter,
        group="POOR", state="SURVEYED", since=day, surveyed_on=day, made_by=world.person,
        made_at=at,
    )  # fmt: skip
    Survey.objects.create(
        address=made, client_key=uuid.uuid4(), on=day, by=world.person, at=at, circumstances="Khó."
    )
    return made


def a_delivery_of(world: World) -> Delivery:
    """A batch of the chapter with that household."""
    found = Delivery.objects.select_related("batch").first()
    if found is not None:
        return found
    day, at = world.plan.started_at.date(), world.plan.started_at
    batch = Batch.objects.create(
        unit=world.chapter, name="Quà Tết", on=day, kind="GOODS", what="Gạo", state="DRAFT",
        made_by=world.person, made_at=at,
    )  # fmt: skip
    return Delivery.objects.create(
        batch=batch, address=an_address_of(world), worth=500_000, state="PLANNED"
    )


def a_proof_of(world: World) -> Proof:
    """A photo whose file is gone."""
    made = {"file": "aid/no/no.jpg", "by": world.person, "at": world.plan.started_at}
    batch = a_delivery_of(world).batch
    return Proof.objects.get_or_create(batch=batch, sha256="no", defaults=made)[0]


def a_commitment_of(world: World) -> Commitment:
    """What somebody promised that household."""
    found = Commitment.objects.first()
    if found is not None:
        return found
    said = {"by": world.person, "at": world.plan.started_at}
    sponsor = Sponsor.objects.create(
        unit=world.chapter, kind="ORGANISATION", name="Công ty A", folded="cong ty a", **said
    )
    return Commitment.objects.create(
        address=an_address_of(world), sponsor=sponsor, kind="GOODS", amount=300_000,
        cycle="MONTHLY", start=world.plan.started_at.date(), **said,
    )  # fmt: skip


def a_need_of(world: World) -> Need:
    """What that household needs."""
    made = {"by": world.person, "at": world.plan.started_at}
    return Need.objects.get_or_create(address=an_address_of(world), kind="FOOD", defaults=made)[0]


def a_key_of(world: World) -> ApiKey:
    """By which a program reads what somebody sees."""
    made = {"user": world.person, "created_at": world.plan.started_at, "hint": "abcd",
            "expires_on": dt.date(2099, 1, 1), "name": "Bảng điều hành"}  # fmt: skip
    return ApiKey.objects.get_or_create(token_hash="0" * 64, defaults=made)[0]


def a_partner_of(world: World) -> Partner:
    """Whom figures are exchanged with."""
    made = {"changed_by": world.person, "changed_at": world.plan.started_at}
    return Partner.objects.get_or_create(name="Sở Y tế", defaults=made)[0]


def a_figure_import_of(world: World) -> FigureImport:
    """A file of figures that somebody sent."""
    found = FigureImport.objects.first()
    return found or FigureImport.objects.create(
        file_name="thang11.json", sha256="0" * 64, regime="CALENDAR", by=world.person,
        at=world.plan.started_at, content=zlib.compress(b'{"dataValues": [{}]}'),
    )  # fmt: skip


def a_round_of(world: World) -> AllocationRound:
    """A round of the office, with one chapter that asks in it."""
    found = AllocationRound.objects.first()
    if found is not None:
        return found
    at = world.plan.started_at
    made = AllocationRound.objects.create(
        name="Tết", unit=world.office, on=at.date(), made_by=world.person, made_at=at
    )
    AllocationPot.objects.create(round=made, code="N1", name="Quỹ", amount=10)
    asks = Claimant.objects.create(round=made, code="HAAAAAA", unit=world.chapter, need=10)
    paper = RoundPaper(Heading("PB", "Tết", "2026-11-24"), as_value(made), solve(as_value(made)))
    run = AllocationRun.objects.create(
        round=made, number=1, version=1, objective="LEXIMIN", document=written(paper).decode(),
        by=world.person, at=at, figures={
            "given": 10, "left": 0, "served": 1, "fully_met": 1, "lowest": 1, "by_point": 1,
            "median": 1, "gini": 0,
        },
    )  # fmt: skip
    AllocationShare.objects.create(run=run, claimant=asks, given={"N1": 10}, total=10)
    return made


def an_offer_of(world: World) -> Offer:
    """Somebody outside would like to help at the chapter."""
    found = Offer.objects.first()
    return found or Offer.objects.create(
        code="DN26-7K3F-4MXQ", client_key=uuid.uuid4(), unit=world.chapter, state="WAITING",
        kind="ORGANISATION", name="Nhóm bạn", contact="0213 000 000", gift="MONEY", words="Gạo",
        made_at=world.plan.started_at, due_on=world.plan.started_at.date(),
    )  # fmt: skip


def a_feedback_of(world: World) -> Feedback:
    """Somebody said something about the chapter."""
    found = Feedback.objects.first()
    day = world.plan.started_at.date()
    return found or Feedback.objects.create(
        number="PA-2026-0001", code_hash="0" * 64, kind="IDEA", sender="OTHER", way="WEB",
        text="Góp ý", folded="gop y", unit=world.chapter, state="RECEIVED", received_on=day,
        acknowledge_by=day, answer_by=day, at=world.plan.started_at,
    )  # fmt: skip


def a_recipient_of(world: World) -> Recipient:
    """A person on the list of the chapter in a round of the office."""
    found = Recipient.objects.select_related("quota").first()
    if found is not None:
        return found
    at = world.plan.started_at
    day, made = at.date(), {"made_by": world.person, "made_at": at}
    round_ = GiftRound.objects.create(
        unit=world.office, name="Tết", folded="tet", programme="TET", kind="GOODS", what="Gạo",
        worth=500_000, gifts=3, list_due_on=day, on=day, settle_due_on=day, state="OPEN", **made,
    )  # fmt: skip
    quota = Quota.objects.create(round=round_, unit=world.chapter, gifts=3)
    return Recipient.objects.create(
        round=round_, quota=quota, person=world.people.person, household_key="p1", target="HN",
        by=world.person, at=at,
    )  # fmt: skip


def a_gift_move_of(world: World) -> GiftMove:
    """A gift that nobody received."""
    found, at = GiftMove.objects.first(), world.plan.started_at
    return found or GiftMove.objects.create(
        quota=a_recipient_of(world).quota, gifts=1, on=at.date(), by=world.person, at=at
    )


def an_emergency_of(world: World) -> EmergencyAid:
    """Somebody whom the chapter helped at once."""
    found, at = EmergencyAid.objects.first(), world.plan.started_at
    return found or EmergencyAid.objects.create(
        unit=world.chapter, whom="7 hộ", persons=7, place="Bản Một", on=at.date(), kind="GOODS",
        what="Gạo", worth=1_000_000, why="Sạt lở", folded="", state="RECORDED",
        made_by=world.person, made_at=at,
    )  # fmt: skip


def an_emergency_photo_of(world: World) -> EmergencyPhoto:
    """A photo whose file is gone."""
    made = {"file": "distributions/no/no.jpg", "by": world.person, "at": world.plan.started_at}
    emergency = an_emergency_of(world)
    return EmergencyPhoto.objects.get_or_create(emergency=emergency, sha256="no", defaults=made)[0]


def a_visit_of(world: World) -> SampleVisit:
    """A household of a sample."""
    found, at = SampleVisit.objects.first(), world.plan.started_at
    if found is not None:
        return found
    recipient = a_recipient_of(world)
    sample = GiftSample.objects.create(
        round=recipient.round, seed="xổ số", confidence=95, margin=10, due_on=at.date(),
        announced_by=world.person, announced_at=at,
    )  # fmt: skip
    return SampleVisit.objects.create(sample=sample, recipient=recipient, position=1)


def another_list_of(world: World) -> OtherList:
    """A list of another body, to compare with."""
    found = OtherList.objects.first()
    at = world.plan.started_at
    return found or OtherList.objects.create(
        quota=a_recipient_of(world).quota, body="Mặt trận", on=at.date(), by=world.person, at=at
    )


def a_trip_of(world: World) -> Trip:
    """A group wants to bring help to the province."""
    found = Trip.objects.first()
    return found or Trip.objects.create(
        number="CT-2026-0001", code_hash="0" * 64, way="WEB", group="Nhóm bạn",
        contact="0213 000 000", unit=world.office, host=world.chapter, commune=world.province,
        on=world.plan.started_at.date(), what="Gạo", households=10, state="WAITING",
        due_on=world.plan.started_at.date(), at=world.plan.started_at,
    )  # fmt: skip


def a_release_of(world: World) -> Release:
    """A report that the office published, so that the log has entries and a head."""
    found = Release.objects.first()
    if found is not None:
        return found
    at, office = world.plan.started_at, world.office
    day = at.date()
    leaders = [
        an_appointment(role=Role.PROVINCE_LEADER, unit=office, start=day).user for _ in range(2)
    ]
    asked = Asked(ReleaseKind.REPORT, office, day, day + dt.timedelta(days=1), world.issued)
    made = publishing.prepare(asked=asked, by=leaders[0], at=at)
    return publishing.publish(release=made, by=leaders[1], at=at)


def submission_of(world: World) -> Mapping[str, object]:
    """A report that the chapter sent."""
    a_submission_of(world.chapter, world.office, world.person)
    return {"code": WORK, "key": OCTOBER, "unit": world.chapter.key}


def an_account_of(world: World) -> BankAccount:
    """An account of the chapter, with one line that waits."""
    day, at = world.plan.started_at.date(), world.plan.started_at
    made = {"unit": world.chapter, "holder": "HOI", "name": "Quỹ", "opened_on": day,
            "by": world.person, "at": at}  # fmt: skip
    account, is_new = BankAccount.objects.get_or_create(
        bank="970436", number="0011004123456", defaults=made
    )
    if is_new:
        statement = Statement.objects.create(
            account=account, format="CSV", file_name="a.csv", sha256="0" * 64, first_on=day,
            last_on=day, lines_read=1, lines_new=1, by=world.person, at=at,
        )  # fmt: skip
        StatementLine.objects.create(
            account=account, statement=statement, place=1, day=day, amount=1000, memo="ung ho",
            folded="ung ho", fingerprint="0" * 64,
        )  # fmt: skip
    return account


def an_opened_box(world: World) -> BoxOpening:
    """A box of the chapter that was opened once."""
    day, at, by = world.plan.started_at.date(), world.plan.started_at, world.person
    found = BoxOpening.objects.first()
    if found is not None:
        return found
    box = CashBox.objects.create(
        unit=world.chapter, code="H01", place="Bưu điện", seal="2", placed_on=day, by=by, at=at
    )
    return BoxOpening.objects.create(
        box=box, number=1, day=day, old_seal="1", is_intact=True, new_seal="2", total=0,
        first_witness="A", second_witness="B", cashier="C", by=by, at=at,
    )  # fmt: skip


def a_slip_of(world: World) -> Slip:
    """Goods that came into the chapter's warehouse."""
    found = Slip.objects.first()
    if found is not None:
        return found
    day, at, by = world.plan.started_at.date(), world.plan.started_at, world.person
    kept = Warehouse.objects.create(unit=world.chapter, name="Kho", opened_on=day, by=by, at=at)
    item = Item.objects.create(name="Gạo", folded="gao", unit_of_measure="kg", decimals=3)
    lot = Lot.objects.create(item=item, received_on=day, folded="gao")
    Holding.objects.create(lot=lot, warehouse=kept, quantity=5)
    slip = Slip.objects.create(
        warehouse=kept, kind="IN", year=day.year, number=1, day=day, reason="Mua", by=by, at=at
    )
    SlipLine.objects.create(slip=slip, lot=lot, warehouse=kept, change=5, left=5)
    return slip


def a_book_of(world: World) -> Book:
    """A book of the chapter with a fund, one entry and one voucher."""
    found = Book.objects.first()
    if found is not None:
        return found
    day, at, by = world.plan.started_at.date(), world.plan.started_at, world.person
    book = Book.objects.create(unit=world.chapter, source="FUND", opened_on=day)
    fund = Fund.objects.create(
        book=book, key="q", code="Q", name="Quỹ", purpose="Trợ giúp", opened_on=day
    )
    FundBalance.objects.create(fund=fund)
    Voucher.objects.create(
        book=book, kind="RECEIPT", state="APPROVED", day=day, party_name="Lò Văn Pâng",
        content="Ủng hộ", amount=5, fund=fund, account="5181", place="111", recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    Entry.objects.create(book=book, number=1, day=day, memo="Ghi", made_by=by, made_at=at)
    return book


def a_gift_of(world: World) -> Donation:
    """Money that a company gave the chapter for a campaign."""
    found = Donation.objects.first()
    if found is not None:
        return found
    book, by, at = a_book_of(world), world.person, world.plan.started_at
    fund, day = book.funds.get(), at.date()
    campaign = ContributionCampaign.objects.create(
        unit=book.unit, fund=fund, law="ORDINARY", name="Tết Nhân ái", folded="tet nhan ai",
        appeal="Số 1", area="Hộ nghèo", launched_on=day, receives_until=day, by=by, at=at,
    )  # fmt: skip
    donor = Donor.objects.create(
        unit=book.unit, kind="ORGANISATION", name="Công ty", folded="cong ty", by=by, at=at
    )
    return Donation.objects.create(
        unit=book.unit, code="NA-2611-7777-77", state="RECEIVED", way="CASH", donor=donor,
        fund=fund, campaign=campaign, day=day, amount=5, folded="", entry=book.entries.get(),
        year=2026, number=1, by=by, at=at,
    )  # fmt: skip


def some_thanks_of(world: World) -> ThanksBatch:
    """A letter to the same company."""
    gift = a_gift_of(world)
    batch, made = ThanksBatch.objects.get_or_create(
        campaign=gift.campaign, text="Cảm ơn {ten}.", by=gift.by, at=gift.at
    )
    if made and gift.donor is not None:
        batch.letters.create(donor=gift.donor, amount=5, gifts=1)
    return batch


def a_pledge_of(world: World) -> PledgeInstalment:
    """What the same company promised."""
    gift = a_gift_of(world)
    pledge, _ = Pledge.objects.get_or_create(
        unit=gift.unit, donor=gift.donor, fund=gift.fund, state="OPEN", day=gift.day, amount=5,
        by=world.person, defaults={"at": gift.at},
    )  # fmt: skip
    found, _ = PledgeInstalment.objects.get_or_create(pledge=pledge, due_on=gift.day, amount=5)
    return found


ARGUMENTS: Mapping[str, Callable[[World], Mapping[str, object]]] = {
    "feedback:one": lambda world: {"pk": a_feedback_of(world).pk},
    "feedback:step": lambda world: {"pk": a_feedback_of(world).pk, "name": "ghi"},
    **{
        f"funds:{name}": lambda world: {"pk": a_gift_of(world).campaign_id}
        for name in ("campaign", "code", "thanks", "thank")
    },
    **{
        f"funds:{name}": lambda world: {"pk": a_gift_of(world).pk}
        for name in ("gift", "receipt-docx", "receipt-pdf", "undo-gift", "decide-undoing")
    },
    **{
        f"funds:{name}": lambda world: {"pk": some_thanks_of(world).pk}
        for name in ("thanks-docx", "thanks-pdf")
    },
    "funds:pledge": lambda world: {"pk": a_pledge_of(world).pledge_id},
    "funds:pledge-code": lambda world: {"pk": a_pledge_of(world).pk},
    **{
        f"funds:{name}": lambda world: {"pk": a_gift_of(world).fund_id}
        for name in ("spend", "describe")
    },
    "funds:donor": lambda world: {"pk": a_gift_of(world).donor_id},
    "identity:person": lambda world: {"pk": world.person.pk},
    "identity:edit-person": lambda world: {"pk": world.person.pk},
    **{
        f"banking:{name}": lambda world: {"pk": an_account_of(world).pk}
        for name in ("account", "code")
    },
    "banking:line": lambda world: {"pk": an_account_of(world).lines.get().pk},
    **{
        f"banking:{name}": lambda world: {"pk": an_opened_box(world).box_id}
        for name in ("box", "open-box")
    },
    **{
        f"banking:{name}": lambda world: {"pk": an_opened_box(world).pk}
        for name in ("protocol-docx", "protocol-pdf")
    },
    **{
        f"stock:{name}": lambda world: {"pk": a_slip_of(world).warehouse_id}
        for name in ("receive", "give", "count")
    },
    **{
        f"stock:{name}": lambda world: {"pk": a_slip_of(world).pk}
        for name in ("slip", "slip-docx", "slip-pdf")
    },
    **{
        f"ledger:{name}": lambda world: {"pk": a_book_of(world).pk}
        for name in (
            *("book", "close", "close-fund", "reopen", "opening", "move", "transfer"),
            *("receipt", "payment", "cash-book", "journal", "trial-balance"),
        )
    },
    **{
        f"ledger:{name}": lambda world: {"pk": a_book_of(world).pk, "form": "csv"}
        for name in ("cash-book-file", "journal-file", "trial-file")
    },
    "ledger:account": lambda world: {"pk": a_book_of(world).pk, "code": "111"},
    "ledger:account-file": lambda world: {
        "pk": a_book_of(world).pk,
        "code": "111",
        "form": "xlsx",
    },
    **{
        f"ledger:{name}": lambda world: {"pk": a_book_of(world).vouchers.get().pk}
        for name in ("voucher", "step", "voucher-docx", "voucher-pdf")
    },
    "ledger:entry": lambda world: {"pk": a_book_of(world).entries.get().pk},
    "stock:item": lambda world: {"pk": a_slip_of(world).lines.get().lot.item_id},
    "identity:appoint": lambda world: {"pk": world.person.pk},
    "identity:end-appointment": lambda world: {
        "pk": world.person.pk,
        "appointment": world.term.pk,
    },
    "identity:reset-password": lambda world: {"pk": world.person.pk},
    "identity:deactivate": lambda world: {"pk": world.person.pk},
    "identity:activate": lambda world: {"pk": world.person.pk},
    **{
        f"submissions:{name}": submission_of
        for name in (
            *("report", "save", "submit", "give-back", "accept", "lock", "points"),
            *("correct", "drop", "docx", "pdf", "together", "gather", "frame", "issue", "annexes"),
        )
    },
    "submissions:figure": lambda world: {**submission_of(world), "line": "XH03"},
    "submissions:passage": lambda world: {**submission_of(world), "pk": 1},
    "submissions:origin": lambda world: {"code": "1-XH03"},
    "submissions:version": lambda world: {**submission_of(world), "number": 1},
    **{
        f"documents:{name}": lambda world: {"pk": world.document.pk}
        for name in ("detail", "status", "file", "heading", "read-again", "check-signatures")
    },
    **{
        f"documents:{name}": lambda world: {"pk": world.document.pk, "order": 1}
        for name in ("settle", "reopen")
    },
    "desk:handover": lambda world: {"pk": world.term.pk},
    "desk:handover-minutes": lambda world: {"pk": world.term.pk},
    "desk:unit": lambda world: {"key": world.agency.key},
    "desk:unit-change": lambda world: {"key": world.agency.key, "verb": "sap-nhap"},
    "desk:reorganisation": lambda world: {"pk": an_act(world.agency).pk},
    "desk:undo-reorganisation": lambda world: {"pk": an_act(world.agency).pk},
    "reminders:feed": lambda world: {"token": "khong-co"},
    **{
        f"documents:{name}": lambda world: {"pk": world.issued.pk}
        for name in ("outgoing", "outgoing-recall", "outgoing-send", "outgoing-sign", "package")
    },
    "documents:outgoing-copy": lambda world: {"pk": world.issued.pk, "order": 0},
    "documents:outgoing-file": lambda world: {"pk": world.issued.pk, "suffix": "pdf"},
    "documents:acknowledge": lambda world: {"pk": world.issued.dispatches.get().pk},
    "documents:mail-out": lambda world: {"pk": world.issued.pk},
    "documents:mail-address": lambda world: {"pk": world.issued.dispatches.get().pk},
    **{
        f"documents:{name}": lambda world: {"pk": a_mail(world).pk}
        for name in ("mail-again", "revoke-receipt")
    },
    "documents:receipt": lambda _: {"token": "khong-co"},
    "desk:unit-mail-address": lambda world: {"key": world.agency.key},
    **{
        f"documents:{name}": lambda world: {"pk": world.issued.series.book_id}
        for name in ("book", "workbook", "close-book")
    },
    "desk:remove-day": lambda _: {"pk": a_day_change().pk},
    "documents:legal-document": lambda world: {"pk": world.law.pk},
    "plans:start": lambda world: {"document": world.document.pk},
    **{
        f"plans:{name}": lambda world: {"pk": world.plan.pk}
        for name in (
            *("detail", "review", "many", "settle-many", "check-sure"),
            *("add-task", "confirm", "reopen", "rename"),
        )
    },
    **{
        f"plans:{name}": lambda world: {"pk": world.task.pk}
        for name in (
            *("task", "source", "check", "drop", "general"),
            *("undo", "split", "join", "assign", "add"),
        )
    },
    **{
        f"plans:{name}": lambda world: {"pk": world.plan.pk}
        for name in ("revisions", "start-revision")
    },
    **{
        f"plans:{name}": lambda world: {"pk": world.change.revision_id}
        for name in ("revision", "apply-revision", "dismiss-revision")
    },
    **{
        f"plans:{name}": lambda world: {"pk": world.piece.update.occurrence_id}
        for name in ("work", "reopen-work")
    },
    **{
        f"plans:{name}": lambda world: {"pk": world.piece.pk}
        for name in ("evidence", "withdraw-evidence")
    },
    "plans:target": lambda world: {"pk": world.task.pk},
    **{f"plans:{name}": lambda world: {"pk": world.plan.pk} for name in ("timeline", "summary")},
    **{
        f"plans:{name}": lambda world: {"pk": world.plan.pk}
        for name in (
            *("dissemination", "disseminate", "acknowledge", "record-conference"),
            "coverage",
        )
    },
    "desk:waiting": lambda world: {"kind": "moi"},
    "plans:withdraw-conference": lambda world: {"pk": a_conference_of(world).pk},
    **{
        f"plans:{name}": lambda world: {"pk": world.task.pk}
        for name in ("raise-concern", "upper", "link-upper", "unlink-upper")
    },
    **{
        f"plans:{name}": lambda world: {"pk": a_concern_about(world).pk}
        for name in ("concern", "answer-concern", "redirect-concern", "reopen-concern")
    },
    **{
        f"plans:{name}": lambda world: {"pk": work_of(world).pk}
        for name in ("hand-down", "hand-down-as-before", "take-back-handing")
    },
    **{
        f"plans:{name}": lambda world: {"pk": a_draft_task(world).section.draft_id}
        for name in (
            *("draft", "write-draft", "add-basis", "add-draft-section", "draft-pdf", "draft-docx"),
            *("submit-draft", "give-draft-back", "approve-draft", "issue-draft"),
        )
    },
    **{
        f"plans:{name}": lambda world: {"pk": a_draft_task(world).section_id}
        for name in (
            *("write-draft-section", "choose-draft-units", "move-draft-section"),
            *("remove-draft-section", "add-draft-tasks"),
        )
    },
    **{
        f"plans:{name}": lambda world: {"pk": a_draft_task(world).pk}
        for name in ("write-draft-task", "move-draft-task", "draft-upper", "set-draft-upper")
    },
    "plans:settle-draft-opinion": lambda world: {"pk": a_draft_opinion(world).pk},
    "plans:decide-change": lambda world: {"pk": world.change.pk},
    **{
        f"plans:{name}": lambda world: {"pk": world.assignment.pk}
        for name in ("set-role", "remove")
    },
    **{
        f"people:{name}": lambda world: {"key": world.people.person.key}
        for name in (
            *("person", "edit", "give-role", "appoint", "training", "merit"),
            *("consent", "restrict", "erase"),
        )
    },
    **{
        f"people:{name}": lambda world: {"pk": a_pair_of(world).pk}
        for name in ("pair", "merge", "apart")
    },
    "people:unmerge": lambda world: {"pk": a_merge_of(world).pk},
    **{
        f"people:import{name}": lambda world: {"key": an_import_of(world).key}
        for name in ("", "-progress", "-choose", "-undo", "-go-on", "-drop")
    },
    "people:correct-post": lambda world: {"pk": a_post_of(world).pk},
    **{
        f"people:{name}-training": lambda world: {"pk": a_training_of(world).pk}
        for name in ("correct", "remove")
    },
    **{
        f"people:{name}-merit": lambda world: {"pk": a_merit_of(world).pk}
        for name in ("correct", "remove")
    },
    "people:undo-move": lambda world: {"pk": a_move_of(world).pk},
    "people:export-fetch": lambda world: {"key": an_export_of(world).key},
    "people:open": lambda world: {"key": world.people.person.key, "part": "lien-he"},
    "people:copy": lambda world: {"key": world.people.person.key, "kind": "json"},
    "people:withdraw": lambda world: {"pk": world.people.consent.pk},
    **{
        f"people:{name}": lambda world: {"pk": world.people.role.pk}
        for name in ("end-role", "transfer", "regrade", "slip")
    },
    **{
        f"people:{name}": lambda world: {"key": world.people.club.key}
        for name in ("group", "close-group")
    },
    "people:card": lambda _: {"number": "03503-00001", "check": "ABCDEFGH"},
    **{
        f"people:{name}": lambda world: {"pk": world.people.request.pk}
        for name in ("request", "acknowledge", "extend", "answer")
    },
    **{
        f"people:{name}": lambda world: {"pk": world.people.incident.pk}
        for name in ("incident", "notify-incident", "close-incident")
    },
    **{
        f"activities:{name}": lambda world: {"pk": a_recorded_activity(world).pk}
        for name in ("activity", "edit", "withdraw", "restore", "add-photos", "people")
    },
    **{
        f"activities:{name}": lambda world: {"pk": a_kept_photo(world).pk}
        for name in ("photo", "withdraw-photo")
    },
    **{
        f"aid:{name}": lambda world: {"code": an_address_of(world).code}
        for name in ("address", "again", "open", "move", "add-need", "commit")
    },
    "aid:filled": lambda world: {"code": an_address_of(world).code, "form": "docx"},
    "aid:blank": lambda _: {"form": "docx"},
    **{
        f"aid:{name}": lambda world: {"code": an_offer_of(world).code}
        for name in ("offer", "accept-offer", "decline-offer")
    },
    **{
        f"aid-{language}:follow": lambda world: {"code": an_offer_of(world).code}
        for language in ("vi", "en")
    },
    **{f"trips:{name}": lambda world: {"pk": a_trip_of(world).pk} for name in ("one", "change")},
    "trips:step": lambda world: {"pk": a_trip_of(world).pk, "name": "rut"},
    **{f"trips-{language}:step": lambda _: {"name": "rut"} for language in ("vi", "en")},
    "aid:end-commitment": lambda world: {"pk": a_commitment_of(world).pk},
    **{
        f"aid:{name}": lambda world: {"pk": a_delivery_of(world).batch_id}
        for name in (
            *("batch", "answer", "approve-batch", "cancel-batch", "hand-over", "add-proofs", "pay"),
        )
    },
    "aid:signing": lambda world: {"pk": a_delivery_of(world).batch_id, "form": "docx"},
    **{
        f"aid:{name}": lambda world: {"pk": a_delivery_of(world).pk}
        for name in ("remove-delivery", "take-back")
    },
    **{
        f"aid:{name}": lambda world: {"pk": a_proof_of(world).pk}
        for name in ("proof", "withdraw-proof")
    },
    "aid:of-person": lambda world: {"key": world.people.person.key},
    "aid:settle-need": lambda world: {"pk": a_need_of(world).pk},
    "activities:campaign": lambda world: {"pk": a_running_campaign(world).pk},
    **{
        f"figures:{name}": lambda _: {"code": "XH08"}
        for name in ("measure", "facts", "end-measure", "plan")
    },
    **{
        f"figures:{name}": lambda world: {"pk": a_figure_at(world.chapter, world.person).pk}
        for name in ("figure", "correct", "withdraw", "evidence")
    },
    **{
        f"allocation:{name}": lambda world: {"pk": a_round_of(world).pk}
        for name in (
            *("round", "document", "add-pot", "add", "add-addresses", "compare"),
            *("submit", "approve", "give-back", "cancel", "vouchers", "batches"),
        )
    },
    **{
        f"distributions:{name}": lambda world: {"pk": a_recipient_of(world).round_id}
        for name in ("round", "quotas", "close", "cancel", "export", "announce-sample")
    },
    **{
        f"distributions:{name}": lambda world: {"pk": a_recipient_of(world).quota_id}
        for name in (
            *("quota", "hamlets", "from-addresses", "add", "compare", "answer"),
            *("submit", "give-back", "approve", "export-list", "pay", "send", "hand-over", "move"),
        )
    },
    "distributions:signing": lambda world: {"pk": a_recipient_of(world).quota_id, "form": "docx"},
    "distributions:book-return": lambda world: {"pk": a_gift_move_of(world).pk},
    **{
        f"distributions:{name}": lambda world: {"pk": a_recipient_of(world).pk}
        for name in ("remove", "turn", "take-back")
    },
    **{
        f"distributions:{name}": lambda world: {"pk": an_emergency_of(world).pk}
        for name in ("emergency", "decide-emergency", "pay-emergency")
    },
    "distributions:emergency-photo": lambda world: {"pk": an_emergency_photo_of(world).pk},
    **{
        f"distributions:{name}": lambda world: {"pk": a_visit_of(world).sample_id}
        for name in ("sample", "draw-sample")
    },
    "distributions:print-sample": lambda world: {"pk": a_visit_of(world).sample_id, "form": "docx"},
    **{
        f"distributions:{name}": lambda world: {"pk": a_visit_of(world).pk}
        for name in ("visit", "follow-visit")
    },
    "distributions:drop-other": lambda world: {"pk": another_list_of(world).pk},
    "allocation:remove-pot": lambda world: {"pk": a_round_of(world).pk, "code": "N1"},
    "allocation:run": lambda world: {"pk": a_round_of(world).pk, "number": 1},
    **{
        f"allocation:{name}": lambda world: {"pk": a_round_of(world).claimants.get().pk}
        for name in ("claimant", "remove-claimant", "change-share")
    },
    **{
        f"publishing:{name}": lambda world: {"pk": a_release_of(world).pk}
        for name in ("release", "publish", "drop")
    },
    "publishing:prepare": lambda _: {"kind": "STORY"},
    "portal:preview": lambda world: {"pk": a_release_of(world).pk, "language": "en"},
    **{
        f"portal:{language}:{name}": lambda world: {"number": a_release_of(world).number}
        for language in ("vi", "en")
        for name in (
            *("release", "report", "entry", "proof", "data-json", "data-csv", "round-file"),
        )
    },
    **{
        f"portal:{language}:data-hxl": lambda world: {
            "number": a_release_of(world).number,
            "name": "xa",
        }
        for language in ("vi", "en")
    },
    **{f"portal:{language}:fund": lambda _: {"key": "khong-co"} for language in ("vi", "en")},
    **{
        f"portal:{language}:about-{place}": lambda _: {"code": "KH-1"}
        for language in ("vi", "en")
        for place in ("phan-bo", "ke-hoach", "dot")
    },
    **{
        f"portal:{language}:gift": lambda _: {"code": "NA-2611-7K3F-42"}
        for language in ("vi", "en")
    },
    **{
        f"portal:{language}:consistency": lambda world: {
            "size": a_release_of(world).entries.count()
        }
        for language in ("vi", "en")
    },
    "api:revoke-key": lambda world: {"pk": a_key_of(world).pk},
    **{
        f"exchange:{name}": lambda world: {"pk": a_partner_of(world).pk}
        for name in ("partner", "codes", "remove-partner")
    },
    **{
        f"exchange:{name}": lambda world: {"pk": a_figure_import_of(world).pk}
        for name in ("import", "source", "confirm", "drop", "undo")
    },
    "reporting:urge": lambda world: {"sender": world.office.key, "late": world.agency.key},
    **{
        f"reporting:{name}": lambda world: {"pk": world.report.letter.pk}
        for name in ("letter", "write-letter", "issue-letter", "letter-docx", "letter-pdf")
    },
    "reporting:start": lambda world: {"plan": world.plan.pk},
    **{
        f"reporting:{name}": lambda world: {"pk": world.report.report.pk}
        for name in (
            *("detail", "gather", "frame", "submit", "give-back"),
            *("approve", "send-up", "receive", "docx", "pdf", "xlsx", "issue"),
        )
    },
    "reporting:settle-opinion": lambda world: {"pk": world.report.opinion.pk},
    "reporting:add-passage": lambda world: {"pk": world.report.section.pk},
    **{
        f"reporting:{name}": lambda world: {"pk": world.report.passage.pk}
        for name in ("write", "offer", "include", "move", "remark", "sources")
    },
}


@dataclass(frozen=True, slots=True)
class View:
    """One address by its name, with what its view says of its audience."""

    name: str
    audience: str | None
    arguments: frozenset[str]

    @property
    def has_address(self) -> bool:
        return not self.arguments or self.name in ARGUMENTS

    def address(self, world: World) -> str:
        arguments = dict(ARGUMENTS[self.name](world)) if self.arguments else {}
        return reverse(self.name, kwargs=arguments)


def walk(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[View]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from walk(entry, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            audience = getattr(entry.callback, "audience", None)
            name = ":".join((*names, entry.name or str(entry.pattern)))
            yield View(name, audience, frozenset(entry.pattern.converters))


ALL = list(walk(get_resolver()))
VIEWS = [view for view in ALL if view.has_address]
AUDIENCES = {"anyone", "signed-in", "key", *(str(one) for held in ROLES.values() for one in held)}


def fault(view: View, response: HttpResponseBase, *, may: bool, known: bool) -> str:
    """What is wrong with the answer, or nothing."""
    status, method = response.status_code, response.request["REQUEST_METHOD"]  # type: ignore[attr-defined]  # of the test client
    told = f"{method} {view.name} ({view.audience}): {status}"
    if status >= 500:
        return f"{told} {getattr(response, 'exc_info', ('', ''))[1]!r}"
    if status == 405 and view.audience != "anyone":
        return ""
    to_sign_in = status == 302 and response.headers["Location"].startswith(SIGN_IN)
    if not known and view.audience != "anyone":
        return "" if to_sign_in else f"{told}, a stranger was not led to sign in"
    if may and status == 403:
        return f"{told}, refused although allowed"
    if not may and status != 403:
        return f"{told}, not refused"
    return ""


def asked(client: Client, view: View, address: str, *, may: bool, known: bool) -> Iterator[str]:
    """Ask by GET and by an empty POST; whatever that changed is taken back."""
    for ask in (client.get, client.post):
        cookies = dict(client.cookies.items())
        with transaction.atomic():
            response = ask(address)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.update(cookies)
        if response.streaming:
            response.getvalue()  # a file that is read to its end is closed
        if view.audience == "key":  # a person who is signed in holds none
            found = "" if response.status_code in {401, 405} else f"{view.name}: no key, no refusal"
        else:
            found = fault(view, response, may=may, known=known)
        if found:
            yield found


def test_every_view_says_whom_it_is_for() -> None:
    unmarked = [view.name for view in ALL if view.audience not in AUDIENCES]

    assert unmarked == []


def test_every_address_that_takes_arguments_has_a_sample() -> None:
    missing = {view.name: sorted(view.arguments) for view in ALL if not view.has_address}

    assert missing == {}, f"add samples to ARGUMENTS in {__file__}"


def test_every_sample_of_arguments_is_still_needed() -> None:
    assert set(ARGUMENTS) - {view.name for view in ALL if view.arguments} == set()


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
def test_a_stranger_is_led_to_sign_in() -> None:
    world = a_world()
    client = Client(raise_request_exception=False)

    faults = [
        found
        for view in VIEWS
        for found in asked(client, view, view.address(world), may=True, known=False)
    ]

    assert "\n".join(faults) == ""


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_the_table_says_and_nothing_else(role: Role) -> None:
    world = a_world()
    client = Client(raise_request_exception=False)
    user = an_appointment(role=role, unit=place_of(role, world)).user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    faults = [
        found
        for view in VIEWS
        for found in asked(
            client,
            view,
            view.address(world),
            may=view.audience in {"anyone", "signed-in", *ROLES[role]},
            known=True,
        )
    ]

    assert "\n".join(faults) == ""


@pytest.mark.once
@pytest.mark.django_db
def test_who_holds_no_role_opens_only_what_is_for_everybody() -> None:
    world = a_world()
    client = Client(raise_request_exception=False)
    client.force_login(a_user(), backend="django.contrib.auth.backends.ModelBackend")

    faults = [
        found
        for view in VIEWS
        for found in asked(
            client,
            view,
            view.address(world),
            may=view.audience in {"anyone", "signed-in"},
            known=True,
        )
    ]

    assert "\n".join(faults) == ""
