"""The public sample documents, where they are present: floors under what is found in them."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine, output
from nhanai.documents.reading.model import Reading
from nhanai.documents.reading.scoring import Score, score

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
TEXTS = sorted(path for path in SAMPLES.glob("[0-9]*") if path.suffix in {".md", ".txt"})
TRUTHS = sorted((SAMPLES / "truth").glob("*.truth.json"))

pytestmark = [
    pytest.mark.nodb,
    pytest.mark.samples,
    pytest.mark.skipif(not TEXTS, reason="the sample documents are not beside this project"),
]


def read(name: str) -> Reading:
    (path,) = [path for path in TEXTS if path.name.startswith(name)]
    return engine.read(a_source(normalize("NFC", path.read_text(encoding="utf-8"))))


def scored() -> Score:
    """All documents with truth, taken together."""
    scores: list[Score] = []
    for path in TRUTHS:
        (text,) = [one for one in TEXTS if one.stem == path.name.removesuffix(".truth.json")]
        source = a_source(normalize("NFC", text.read_text(encoding="utf-8")))
        printed = output.to_json(engine.read(source), source)
        scores.append(score(printed, json.loads(path.read_text(encoding="utf-8"))))
    whole = scores[0]
    for one in scores[1:]:
        whole = whole + one
    return whole


@pytest.mark.slow
def test_what_is_found_stays_above_its_floors() -> None:
    floors = {"nhiệm vụ": 0.97, "viện dẫn": 0.98, "đầu văn bản": 0.95, "người ký": 0.95}

    reached = {name: ratio.f1 for name, ratio in scored().parts() if name in floors}

    assert {name: f1 for name, f1 in reached.items() if f1 < floors[name]} == {}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_sample_gives_tasks_that_stand_in_it(path: Path) -> None:
    source = a_source(normalize("NFC", path.read_text(encoding="utf-8")))

    tasks = engine.read(source).tasks

    assert tasks != ()
    assert [task.address for task in tasks if task.span.end > len(source.text)] == []


def test_the_lai_chau_plan_gives_its_groups_and_tasks() -> None:
    reading = read("00-")

    charged = [task for task in reading.tasks if task.assignees]
    assert (len(charged), len(reading.tasks) - len(charged)) == (21, 16)
    assert {task.address.split(".")[1] for task in charged} == {str(n) for n in range(1, 11)}
    assert {task.group for task in reading.tasks if not task.assignees} == {
        f"II.{number}" for number in range(1, 6)
    }


def test_the_lai_chau_plan_has_four_sentences_joined() -> None:
    joined = [(node.address, len(node.broken_at)) for node in read("00-").nodes if node.broken_at]

    assert joined == [("I.1.-3", 1), ("II.2.-2", 1), ("II.4.-2", 1), ("III.1.-1", 1)]


def test_the_long_annex_gives_a_task_for_each_of_its_numbered_rows() -> None:
    tasks = read("15b-").tasks

    assert [task.address for task in tasks] == [f"PL.r{number}" for number in range(1, 141)]
    assert [task.address for task in tasks if not task.assignees] == []


def test_the_attached_plan_of_a_decision_is_read_with_it() -> None:
    reading = read("06-")

    assert reading.kind == ("QĐ", "Quyết định")
    assert {"II.1", "II.5.-1", "II.8", "IV.1"} <= {task.address for task in reading.tasks}
