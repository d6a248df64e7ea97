"""The keeper of time is killed while a mail is on its way: it is neither doubled nor forgotten."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.builders.databases import Ready
from tests.builders.sink import a_sink

ROOT = Path(__file__).resolve().parents[2]
WORLD = [sys.executable, "-m", "tests.documents.mail_world"]
KEEPER = [sys.executable, "-m", "nhanai", "manage", "keep_time", "--every", "0.2", "--hold", "1"]
PATIENCE = 600


def environment(folder: Path, port: int) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHANAI_")}
    return {
        **clean,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
        "NHANAI_STATE_DIR": str(folder),
        "NHANAI_DEMO": "0",
        "NHANAI_EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }


def call(command: list[str], around: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=around, check=True, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.stdout


def known(around: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call([*WORLD, "read"], around))
    return found


@pytest.mark.slow
@pytest.mark.nodb
@pytest.mark.parametrize(("stalls", "arrived"), [("MAIL", 0), ("TAKEN", 1)])
def test_killed_between_claim_and_mark_it_is_unclear_and_only_a_person_sends_it_again(
    stalls: str, arrived: int, tmp_path: Path, ready: Ready
) -> None:
    ready.fill(tmp_path)
    with a_sink() as sink:
        around = environment(tmp_path, sink.port)
        call([*WORLD, "make"], around)
        sink.stalls = stalls
        keeper = subprocess.Popen(KEEPER, cwd=ROOT, env=around)
        try:
            assert sink.stalled.wait(PATIENCE)
        finally:
            keeper.kill()
            keeper.wait()
        sink.stalls = ""
        time.sleep(1.5)  # the keeper that was killed counts as gone
        call([*KEEPER, "--once"], around)
        unclear, times = known(around), sum(sink.taken.values())
        call([*WORLD, "again"], around)
        call([*KEEPER, "--once"], around)

        assert (unclear["state"], times) == ("UNKNOWN", arrived)
        assert unclear["verbs"] == ["documents.mail-asked", "documents.mail-unclear"]
        after = known(around)
        assert after["state"] == "SENT"
        assert after["verbs"][2:] == ["documents.mail-asked-again", "documents.mail-sent"]
        assert list(sink.taken.values()) == [arrived + 1]
