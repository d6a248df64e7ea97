"""How many of the planted second records of one person are found among 131,072, and how surely.

`python -m benchmarks.linkage [PEOPLE]`. Every name is invented; a tenth of the people have a second
record with what goes wrong in lists: a lost accent, a slip in the name, only a year, no number.
"""

import datetime as dt
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence

from benchmarks import results
from benchmarks.people import a_name

from nhanai.base.text import fold
from nhanai.people.rules.matching import Traits, pairs_of
from nhanai.people.rules.spelling import Birth

COMMUNES = 38


def a_record(pk: int, chance: random.Random) -> Traits:
    """Somebody of the province."""
    on = dt.date(1945, 1, 1) + dt.timedelta(days=chance.randrange(60 * 365))
    birth = Birth(on, on.year) if chance.random() < 0.7 else Birth(None, on.year)
    return Traits(
        pk, fold(a_name(chance)), birth,
        f"012{pk:09d}" if chance.random() < 0.6 else "",
        f"09{chance.randrange(10**8):08d}" if chance.random() < 0.6 else "",
        chance.randrange(1, COMMUNES + 1), f"ban {chance.randrange(40)}",
    )  # fmt: skip


def again(one: Traits, pk: int, chance: random.Random) -> Traits:
    """The same person as another list has her."""
    name, birth = one.name, one.birth
    if chance.random() < 0.15:
        at = chance.randrange(len(name))
        name = name[:at] + chance.choice("aeinotu") + name[at + 1 :]
    if birth.on and chance.random() < 0.25:
        birth = Birth(None, birth.year)
    return Traits(
        pk, name, birth,
        one.citizen_number if chance.random() < 0.6 else "",
        one.phone if chance.random() < 0.6 else "",
        one.commune if chance.random() < 0.9 else chance.randrange(1, COMMUNES + 1),
        one.hamlet if chance.random() < 0.8 else "",
    )  # fmt: skip


def with_database(records: Sequence[Traits]) -> tuple[float, float]:
    """Seconds by the clock and of one core of the whole search, people read and pairs written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
    os.environ["NHANAI_STATE_DIR"] = tempfile.mkdtemp(prefix="nhanai-linkage-")
    import django

    django.setup()
    from benchmarks import people_world
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    at = timezone.now()
    people_world.recorded(records, people_world.made(), at)
    begun, used = time.monotonic(), time.process_time()
    people_world.pairs(at)
    return time.monotonic() - begun, time.process_time() - used


def main(people: int) -> None:
    """Plant, look, and record what was found."""
    chance = random.Random(11)
    firsts = [a_record(pk, chance) for pk in range(1, people * 10 // 11 + 1)]
    twice = chance.sample(firsts, people - len(firsts))
    seconds = [again(one, len(firsts) + n, chance) for n, one in enumerate(twice, start=1)]
    truth = {(one.pk, other.pk) for one, other in zip(twice, seconds, strict=True)}
    whole, whole_cpu = with_database([*firsts, *seconds])
    begun, used = time.monotonic(), time.process_time()
    found = pairs_of([*firsts, *seconds])
    took, cpu = time.monotonic() - begun, time.process_time() - used
    rows = []
    for least in (55, 65, 75):
        pairs = {(one.first, one.second) for one in found if one.likeness.score >= least}
        right = len(pairs & truth)
        rows.append([least, f"{len(pairs):,}", f"{right / len(truth):.3f}",
                     f"{right / max(1, len(pairs)):.3f}"])  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        (
            f"{people:,} records, {len(truth):,} second records planted; {took:.1f} s by the clock,"
            f" {cpu:.1f} s of one core, {peak:.0f} MB. The same as the worker does it, read from"
            f" SQLite and the queue written: **{whole:.1f} s**, {whole_cpu:.1f} s of one core (aim:"
            " under 30 s)."
        ),
        "",
        *results.table(("points from", "pairs", "recall", "precision"), rows),
    ]
    print("\n".join(lines))
    results.record("Pairs of records of one person", lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 131_072)
