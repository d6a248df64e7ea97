"""Kills the keeper of time again and again while it sends reminders, and counts what arrived.

    PYTHONPATH=src:. .venv/bin/python benchmarks/kills.py [kills people]

A mail server of our own counts Message-IDs. Meanwhile an officer keeps updating her work. What
must hold afterwards is written in docs/decisions/0007-reminders-room.md.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.results import record
from tests.builders.sink import Sink, a_sink

ROOT = Path(__file__).resolve().parents[1]
WORLD = [sys.executable, "-m", "benchmarks.kills_world"]
KEEPER = [sys.executable, "-m", "nhanai", "manage", "keep_time", "--every", "0.2", "--hold", "1"]
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left after the last kill."""

    kills: int
    taken: Mapping[str, int]
    acknowledged: int
    found: Mapping[str, Any]

    @property
    def faults(self) -> list[str]:
        """Every promise that was broken."""
        found, taken = self.found, self.taken
        states = found["states"]
        broken = {
            "a mail came twice": any(times > 1 for times in taken.values()),
            "a mail noted as sent never came": any(name not in taken for name in found["sent"]),
            "a mail came of which nobody knows": bool(
                set(taken) - set(found["sent"]) - set(found["unclear"])
            ),
            "somebody has no digest, or two": found["rows"] != found["people"],
            "a digest is stuck": bool(set(states) - {"SENT", "UNKNOWN"}),
            "no kill came while a mail was on its way": self.kills > 50 and "UNKNOWN" not in states,
            "what is unclear is not told again": not found["told_again"],
            "the journal does not know each mail once": found["lines"] != len(found["sent"]),
            "the chain of the journal is broken": not found["chain"],
            "an acknowledged update is lost": found["updates"] < self.acknowledged,
        }
        return [words for words, is_so in broken.items() if is_so]


def killed(*, kills: int, people: int, folder: Path, slow: float = 0.08) -> Outcome:
    """Kill the keeper so many times while mails are left, then let it finish."""
    with a_sink() as sink:
        sink.slow = slow
        environment = _environment(folder, sink.port)
        _call([*WORLD, "make", str(people)], environment)
        said = folder / "said"
        with said.open("wb") as output:
            writer = subprocess.Popen([*WORLD, "write"], cwd=ROOT, env=environment, stdout=output)
            try:
                done = _kill(kills, people, sink, environment)
                _finish(people, sink, environment)
            finally:
                writer.terminate()
                writer.wait()
        found = json.loads(_call([*WORLD, "read"], environment))
        return Outcome(done, dict(sink.taken), said.read_text().count("ok"), found)


def _kill(kills: int, people: int, sink: Sink, environment: Mapping[str, str]) -> int:
    """Start it and kill it at a random moment; tells how often, with mails still to be sent."""
    for number in range(kills):
        before = sum(sink.taken.values())
        keeper = subprocess.Popen(KEEPER, cwd=ROOT, env=environment)
        deadline = time.monotonic() + 4
        if number > kills // 10:  # at first while it makes the digests, later while it sends
            while sum(sink.taken.values()) == before and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(random.uniform(0, 0.15))
        else:
            time.sleep(random.uniform(0.5, 3))
        keeper.kill()
        keeper.wait()
        if len(sink.taken) >= people - 5:
            return number
    return kills


def _finish(people: int, sink: Sink, environment: Mapping[str, str]) -> None:
    """Let it run until a look finds nothing more to send."""
    sink.slow = 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        before = sum(sink.taken.values())
        time.sleep(1.2)
        _call([*KEEPER, "--once"], environment)
        if sum(sink.taken.values()) == before:
            break


def _environment(folder: Path, port: int) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHANAI_")}
    return {
        **clean,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
        "NHANAI_STATE_DIR": str(folder),
        "NHANAI_DEMO": "0",
        "NHANAI_EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }


def _call(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def main() -> None:
    """Kill it as often as asked, 210 times without a word, and write down what was found."""
    kills, people = (int(word) for word in sys.argv[1:3]) if sys.argv[1:] else (210, 1000)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = killed(kills=kills, people=people, folder=Path(folder))
    states = outcome.found["states"]
    lost = sum(name not in outcome.taken for name in outcome.found["unclear"])
    lines = [
        (
            f"The keeper of time was killed **{outcome.kills} times** (SIGKILL, at random moments"
            f" while digests were made and sent) in {time.monotonic() - began:.0f} s, SQLite."
        ),
        "",
        (
            f"- {outcome.found['people']} people, {outcome.found['rows']} digests:"
            f" {states.get('SENT', 0)} sent, {states.get('UNKNOWN', 0)} unclear."
        ),
        (
            f"- Mails at the server: {sum(outcome.taken.values())};"
            f" doubled: **{sum(times > 1 for times in outcome.taken.values())}**."
        ),
        (
            f"- Of the unclear ones {len(outcome.found['unclear']) - lost} had arrived and {lost}"
            " had not; the next day's digest names their work again:"
            f" {'yes' if outcome.found['told_again'] else '**no**'}."
        ),
        (
            f"- Updates acknowledged to an officer meanwhile: {outcome.acknowledged}; stored:"
            f" {outcome.found['updates']}."
        ),
        f"- Promises broken: {', '.join(outcome.faults) or 'none'}.",
    ]
    print("\n".join(lines))
    record("Kills of the keeper of time", lines)
    if outcome.faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
