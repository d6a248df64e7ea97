"""Files without a row are swept wherever they lie, and no others."""

import datetime as dt
import hashlib
import io
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image
from tests.builders.activities import a_field, an_activity
from tests.builders.people import AT

from nhanai.activities import actions as activities
from nhanai.activities.models import Photo
from nhanai.documents import actions as documents
from nhanai.documents.actions.keeping import write_once
from nhanai.figures.models import Figure
from nhanai.plans.models import Evidence
from nhanai.plans.rules.evidence import Given

pytestmark = pytest.mark.django_db


def old(path: Path) -> Path:
    days_ago = (timezone.now() - dt.timedelta(days=2)).timestamp()
    os.utime(path, (days_ago, days_ago))
    return path


def an_orphan(folder: str, name: str = "aa/left.jpg") -> Path:
    write_once(f"{folder}/{name}", b"left by a stop")
    return old(Path(settings.MEDIA_ROOT) / folder / name)


def test_files_of_activities_figures_and_updates_without_a_row_go() -> None:
    field = a_field()
    held = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(held, format="JPEG")
    activities.add_photos(activity=an_activity(field), consent=True, by=field.clerk, at=AT,
                          photos=[Given(name="a.jpg", content=held.getvalue())])  # fmt: skip
    photo = old(Path(Photo.objects.get().file.path))
    orphans = [an_orphan(str(one._meta.get_field("file").upload_to))
               for one in (Photo, Figure, Evidence)]  # fmt: skip

    removed = documents.sweep_files(at=timezone.now())

    assert removed == 3
    assert photo.exists()
    assert not any(one.exists() for one in orphans)


def test_a_file_that_serves_again_is_not_swept_before_its_row_is_there() -> None:
    content = b"left by a stop"
    name = f"activities/{hashlib.sha256(content).hexdigest()}.jpg"
    path = an_orphan("activities", name.removeprefix("activities/"))

    write_once(name, content)

    assert documents.sweep_files(at=timezone.now()) == 0
    assert path.read_bytes() == content
