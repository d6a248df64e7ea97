"""Tables are made in less time, and the same."""

from django.db import models
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.state import ProjectState

from nhanai.project.management.commands.migrate import new_models_alone

KEY = ("id", models.BigAutoField(primary_key=True))
STEPS = [
    CreateModel("Unit", [KEY]),
    CreateModel("Visit", [KEY, ("unit", models.ForeignKey("w.Unit", models.CASCADE))]),
    CreateModel("Club", [KEY, ("units", models.ManyToManyField("w.Unit"))]),
    AddField("Visit", "club", models.ForeignKey("w.Club", models.CASCADE, null=True)),
]


def drawn() -> dict[str, list[str]]:
    """The models after those steps, with their fields and whatever points to each."""
    state = ProjectState()
    state.apps  # noqa: B018 (drawn from the first step on, as while tables are made)
    for step in STEPS:
        step.state_forwards("w", state)
    return {
        model._meta.label: sorted(
            f"{field.name} {getattr(field.related_model, '__name__', '')}"
            for field in model._meta.get_fields(include_hidden=True)
        )
        for model in state.apps.get_models(include_auto_created=True)
    }


def test_models_drawn_alone_are_related_as_those_drawn_with_all_others() -> None:
    together = drawn()
    with new_models_alone():
        alone = drawn()

    assert alone == together
    assert "club Club" in alone["w.Visit"]
    assert drawn() == together
