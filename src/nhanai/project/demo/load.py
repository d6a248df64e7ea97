"""Loads the demo once: accounts for each role, a confirmed plan, and one that waits for review."""

import datetime as dt

from django.core.files.base import ContentFile

from nhanai.documents import actions as documents_actions
from nhanai.documents.models import Document
from nhanai.identity import actions as identity_actions
from nhanai.identity.models import User
from nhanai.plans import actions as plans_actions
from nhanai.project.demo.paper import plan_file
from nhanai.units.models import Unit

OFFICE = "lc-hoi-tinh"


def everything(*, at: dt.datetime) -> None:
    """Make accounts and plans where there are none yet."""
    identity_actions.load_demo_accounts(at=at)
    if Document.objects.exists():
        return
    officer = User.objects.get(username="vanphong")
    office = Unit.objects.get(key=OFFICE)
    confirmed = read(name="ke-hoach-nhan-dao-2026-2030", officer=officer, office=office, at=at)
    plan = plans_actions.start_review(document=confirmed, by=officer, at=at)
    plans_actions.check_all_assigned(plan=plan, by=officer, at=at)
    plans_actions.confirm(plan=plan, by=officer, at=at)
    waiting = read(name="ke-hoach-thang-nhan-dao-2027", officer=officer, office=office, at=at)
    plans_actions.start_review(document=waiting, by=officer, at=at)


def read(*, name: str, officer: User, office: Unit, at: dt.datetime) -> Document:
    """Register the plan as a person would, and let the product read it."""
    file = ContentFile(plan_file(name), name=f"{name}.docx")
    document = documents_actions.register(file=file, owner=office, by=officer, at=at)
    documents_actions.read_now(document=document, at=at)
    document.refresh_from_db()
    return document
