"""Evidence is what its bytes say; photos lose what they tell of places; nothing false is kept."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from tests.builders.plans import AT
from tests.builders.progress import DAY, a_desk, an_update, somebody_at, work
from tests.builders.units import unit

from nhanai.plans import actions
from nhanai.plans.models import Evidence, Update
from nhanai.plans.rules import photos
from nhanai.plans.rules.evidence import FILE_LIMIT, Given, Kept, look_into
from nhanai.plans.vocab import EvidenceKind

PDF = b"%PDF-1.7\nxin chao"


def a_photo(width: int = 64, height: int = 48, *, kind: str = "JPEG", place: bool = True) -> bytes:
    photo, kept = Image.new("RGB", (width, height), "teal"), io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x0112] = 6  # lying on its side
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Dien thoai"
    photo.save(kept, format=kind, exif=exif, comment=b"cua toi" if kind == "JPEG" else None)
    return kept.getvalue()


def office(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return kept.getvalue()


def looked(content: bytes, name: str = "tep.jpg") -> Kept:
    kept, faults = look_into([Given(name=name, content=content)])
    assert faults == ()
    return kept[0]


def refused(content: bytes, name: str = "tep.jpg") -> str:
    kept, faults = look_into([Given(name=name, content=content)])
    assert kept == ()
    return faults[0].message


def test_a_photo_stands_upright_and_tells_neither_place_nor_device() -> None:
    kept = looked(a_photo(64, 48), "anh.jpg")

    with Image.open(io.BytesIO(kept.content)) as photo:
        assert (photo.format, photo.size) == ("JPEG", (48, 64))
        assert dict(photo.getexif()) == {}
        assert "comment" not in photo.info
    assert b"Dien thoai" not in kept.content
    assert (kept.kind, kept.title, kept.extension) == (EvidenceKind.IMAGE, "anh", "jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_shrinks_to_what_a_slow_line_bears(kind: str) -> None:
    kept = looked(a_photo(3200, 1000, kind=kind, place=False))

    with Image.open(io.BytesIO(kept.content)) as photo:
        assert photo.size == (1600, 500)


def test_a_see_through_picture_stands_on_white() -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(kept, format="PNG")

    with Image.open(io.BytesIO(looked(kept.getvalue()).content)) as photo:
        assert photo.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0 khong phai anh",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        a_photo()[:200],
        b"RIFF\x10\0\0\0WEBPVP8 ",
    ],
)
def test_a_fake_photo_is_refused_in_words(content: bytes) -> None:
    assert "bị hỏng hoặc quá lớn" in refused(content)


def test_a_picture_that_would_fill_the_memory_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photos, "MOST_UNPACKED", 1000)

    assert "quá lớn" in refused(a_photo(100, 100, kind="PNG", place=False))


def test_a_bomb_of_a_picture_is_refused() -> None:
    kept = io.BytesIO()
    Image.new("1", (20000, 20000)).save(kept, format="PNG")

    assert "quá lớn" in refused(kept.getvalue())


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, "pdf"),
        (office("[Content_Types].xml", "word/document.xml"), "docx"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ],
)
def test_what_a_file_is_its_bytes_say_and_not_its_name(content: bytes, extension: str) -> None:
    kept = looked(content, "bao-cao.exe")

    assert (kept.kind, kept.extension, kept.title) == (EvidenceKind.FILE, extension, "bao-cao")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0",
        b"<html><script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"PK\x03\x04hong",
        office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        office("a.txt"),
    ],
)
def test_other_kinds_are_refused_whatever_they_are_called(content: bytes) -> None:
    assert "không thuộc loại được nhận" in refused(content, "bao-cao.pdf")


def test_a_photo_of_an_iphone_is_asked_for_in_another_form() -> None:
    assert "Hãy lưu thành .jpg" in refused(b"\0\0\0\x18ftypheic\0\0", "IMG_1.HEIC")


def test_empty_and_large_files_are_refused() -> None:
    assert "trống" in refused(b"")
    assert "lớn hơn 10 MB" in refused(PDF + b"\0" * FILE_LIMIT)


@pytest.mark.django_db
def test_the_same_file_is_kept_once_under_its_hash() -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))
    given = [Given(name="ke-hoach.pdf", content=PDF), Given(url="https://laichau.gov.vn/1")]

    an_update(work(desk), evidence=given, by=by)
    an_update(work(desk), evidence=given, by=by, at=AT + DAY)

    files = list(Evidence.objects.filter(kind=EvidenceKind.FILE))
    assert {one.file.name for one in files} == {
        f"evidence/{files[0].sha256[:2]}/{files[0].sha256}.pdf"
    }
    folder = Path(settings.MEDIA_ROOT) / "evidence"
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


@pytest.mark.django_db
def test_one_bad_file_keeps_everything_out() -> None:
    desk = a_desk()

    with pytest.raises(actions.CannotUpdate) as told:
        an_update(
            work(desk),
            evidence=[Given(name="a.pdf", content=PDF), Given(name="b.pdf", content=b"MZ")],
        )

    assert [finding.where for finding in told.value.findings] == ["evidence"]
    assert not Update.objects.exists()
    assert not (Path(settings.MEDIA_ROOT) / "evidence").exists()
