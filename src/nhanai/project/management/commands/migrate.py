"""Django's `migrate`, without drawing every table again for each new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    """The same command, in half the time where there are many tables to be made."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 (Django's own options)
        """Bring the tables up to date."""
        with new_models_alone():
            super().handle(*args, **options)


@contextmanager
def new_models_alone() -> Iterator[None]:
    """A model that is new is drawn by itself.

    Django draws it together with all it is related to, and those with all they are related to,
    which takes ever longer with every table. Nothing can point to a model that was not there, and
    what it points to is there already.
    """
    before = ProjectState.add_model
    setattr(ProjectState, "add_model", _add)  # noqa: B010 (typed as what it replaces it is not)
    try:
        yield
    finally:
        setattr(ProjectState, "add_model", before)  # noqa: B010 (as above)


def _add(state: Any, model: ModelState) -> None:  # noqa: ANN401 (what is inside a state has no types)
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # asking for it would draw all models
        state.apps.render_multiple([model])
        state.apps.clear_cache()
