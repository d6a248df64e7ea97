"""A foreign key is a dependency, and a reverse accessor an upward one; imports show neither."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, ManyToManyField, Model

ORDER = ["journal", "units", "identity", "people", "documents", "plans", "desk"]


def relations() -> Iterator[
    tuple[type[Model], "ForeignKey[Model] | ManyToManyField[Model, Model]"]
]:
    for model in apps.get_models(include_auto_created=False):
        if model._meta.app_label in ORDER:
            for field in (*model._meta.fields, *model._meta.many_to_many):
                if isinstance(field, ForeignKey | ManyToManyField):
                    yield model, field


def test_every_relation_points_down_or_stays_in_its_room() -> None:
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model._meta.label}"
        for model, field in relations()
        if ORDER.index(field.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ]

    assert upward == []


def test_a_relation_across_rooms_leaves_no_handle_on_the_lower_model() -> None:
    handles = [
        f"{model.__name__}.{field.name}"
        for model, field in relations()
        if field.related_model._meta.app_label != model._meta.app_label
        and not (field.remote_field.related_name or "").endswith("+")
    ]

    assert handles == []


def test_deleting_never_cascades_from_one_room_into_another() -> None:
    cascading = [
        f"{model.__name__}.{field.name}"
        for model, field in relations()
        if isinstance(field, ForeignKey)
        and field.related_model._meta.app_label != model._meta.app_label
        and field.remote_field.on_delete is CASCADE
    ]

    assert cascading == []
