"""What the worker does."""

from django.utils import timezone
from django_tasks import task

from nhanai.people.actions import exporting, importing, merging
from nhanai.people.models import PeopleExport, PeopleImport
from nhanai.people.vocab import ImportState

_STEPS = {
    ImportState.CHECKING: importing.check_now,
    ImportState.TAKING: importing.take_now,
    ImportState.UNDOING: importing.undo_now,
}


@task
def go_on_with_import(import_id: int) -> None:
    """Do the step of an import that is due, or go on with it where it was broken off."""
    one = PeopleImport.objects.filter(pk=import_id).only("pk", "state").first()
    step = _STEPS.get(ImportState(one.state)) if one is not None else None
    if one is not None and step is not None:
        step(one=one, clock=timezone.now)


@task
def make_export(export_id: int) -> None:
    """Write a list that was asked for, or begin anew where it was broken off."""
    one = PeopleExport.objects.filter(pk=export_id).only("pk").first()
    if one is not None:
        exporting.make_export_now(one=one, clock=timezone.now)


@task
def look_for_pairs() -> None:
    """Compare all records of people with each other."""
    merging.find_pairs(at=timezone.now())
