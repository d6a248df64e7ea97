"""Loads the demo once: accounts for each role, plans confirmed, in review and being written."""

import datetime as dt

from django.core.files.base import ContentFile

from nhanai.documents import actions as documents_actions
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity import actions as identity_actions
from nhanai.identity.models import User
from nhanai.plans import actions as plans_actions
from nhanai.plans.models import Plan
from nhanai.plans.vocab import PlanState
from nhanai.project.demo import bookkeeping, cash, gifts, hearing, living
from nhanai.project.demo.addresses import some_addresses, some_offers
from nhanai.project.demo.allocating import a_round
from nhanai.project.demo.drafting import a_written_plan
from nhanai.project.demo.giving import some_gifts
from nhanai.project.demo.groups import some_trips
from nhanai.project.demo.paper import plan_file
from nhanai.project.demo.publishing import some_releases
from nhanai.project.demo.society import some_people
from nhanai.project.demo.work import late_day, some_work
from nhanai.units.models import Unit

OFFICE = "lc-hoi-tinh"


def everything(*, at: dt.datetime) -> None:
    """Make what is not there yet; a start that was cut short is taken up where it stopped."""
    identity_actions.load_demo_accounts(at=at)
    officer = User.objects.get(username="vanphong")
    running = reviewed(name="ke-hoach-nhan-dao-2026-2030", officer=officer, at=at)
    if running.state == PlanState.REVIEW:
        unassigned = running.tasks.filter(assignments__isnull=True)
        plans_actions.mark_general(plan=running, tasks=unassigned, by=officer, at=at)
        plans_actions.check_all_assigned(plan=running, by=officer, at=at)
        late_day(running, by=officer, at=at)
        plans_actions.confirm(plan=running, by=officer, at=at)
    some_work(running, by=officer, at=at)
    living.everything(running, at=at)
    writer, leader = (User.objects.get(username=name) for name in ("soyte", "giamdoc-yte"))
    a_written_plan(upper=running, writer=writer, leader=leader, at=at)
    clerk, head = (User.objects.get(username=name) for name in ("hoixa", "hoixa-truong"))
    some_people(clerk=clerk, head=head, at=at)
    a_round(Unit.objects.get(key=OFFICE), officer=officer, at=at)
    bookkeeping.everything(at=at)
    cash.everything(at=at)
    gifts.everything(at=at)
    hearing.everything(at=at)
    some_addresses(
        Unit.objects.get(key=OFFICE), officer=officer,
        leader=User.objects.get(username="lanhdao"), at=at,
    )  # fmt: skip
    some_trips(officer=officer, at=at)
    some_offers(officer, at=at)
    some_gifts(
        Unit.objects.get(key=OFFICE), officer=officer,
        leader=User.objects.get(username="lanhdao"), at=at,
    )  # fmt: skip
    some_releases(
        Unit.objects.get(key=OFFICE), officer=officer,
        leader=User.objects.get(username="lanhdao"), at=at,
    )  # fmt: skip
    reviewed(name="ke-hoach-thang-nhan-dao-2027", officer=officer, at=at)


def reviewed(*, name: str, officer: User, at: dt.datetime) -> Plan:
    """Register the plan as a person would, let the product read it, and begin its review."""
    file_name = f"{name}.docx"
    document = Document.objects.filter(file_name=file_name).first()
    if document is None:
        file = ContentFile(plan_file(name), name=file_name)
        office = Unit.objects.get(key=OFFICE)
        document = documents_actions.register(file=file, owner=office, by=officer, at=at)
    if document.reading_state != ReadingState.READ:
        documents_actions.read_now(document=document, at=at)
        document.refresh_from_db()
    return plans_actions.start_review(document=document, by=officer, at=at)
