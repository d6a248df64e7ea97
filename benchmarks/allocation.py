"""How long a fair division takes: ours, and by the general package for leximin on the index.

`python -m benchmarks.allocation [PEOPLE …]`: for these numbers the package is asked too. Install
`cvxpy-leximin` and a solver (`highspy`, `clarabel`) in a folder of their own and run with that
Python; without them only ours is measured.
"""

import importlib.util
import random
import sys
import time
from collections.abc import Sequence

from benchmarks import results

from nhanai.allocation.rules.papers import Heading, RoundPaper, written
from nhanai.allocation.rules.proving import disproved
from nhanai.allocation.rules.solving import solve
from nhanai.allocation.rules.values import Claimant, Objective, Pot, Result, Round
from nhanai.allocation.rules.verifying import verified

PEER = "cvxpy_leximin"


def a_round(people: int, pots: int, objective: Objective = Objective.LEXIMIN) -> Round:
    """Invented people with needs in thousands of đồng; each may draw from a few of the pots."""
    chance = random.Random(people * 1000 + pots)
    codes = [f"Q{at:02d}" for at in range(pots)]
    kinds = [frozenset(chance.sample(codes, min(pots, chance.randint(1, 6)))) for _ in range(320)]
    claimants = []
    for at in range(people):
        need = chance.randrange(500, 80_000) * 1000
        received = chance.choice([0, 0, chance.randrange(need // 1000) * 1000])
        claimants.append(
            Claimant(
                f"H{at:06d}", need, chance.randint(1, 10), received,
                maximum=chance.choice([None, 20_000_000]),
                pots=chance.choice(kinds) if pots > 1 else None,
            )
        )  # fmt: skip
    each = people * 3_000_000 // pots
    sizes = [chance.randrange(each // 20, each * 2) for _ in codes]
    some = tuple(Pot(code, size) for code, size in zip(codes, sizes, strict=True))
    return Round(some, tuple(claimants), objective)


def ours(one: Round) -> tuple[float, float, Result]:
    """Seconds to divide and to prove, and the result, which the proof must accept."""
    tries = []
    for _ in range(3):
        begun = time.process_time()
        result = solve(one)
        solved = time.process_time()
        assert disproved(one, result) == []
        tries.append((solved - begun, time.process_time() - solved))
    return *min(tries), result


def levels(one: Round, shares: Sequence[float]) -> list[float]:
    """The level of everyone, from the lowest up."""
    return sorted(
        (each.received + share) / (each.need * each.weight)
        for each, share in zip(one.claimants, shares, strict=True)
    )


def peers(one: Round) -> tuple[float, list[float] | None]:
    """Seconds of the general package for the same round, and its levels; None where it gave up."""
    import cvxpy  # type: ignore[import-not-found]
    from cvxpy_leximin import Leximin, Problem  # type: ignore[import-not-found]

    number = {pot.code: at for at, pot in enumerate(one.pots)}
    taken = cvxpy.Variable((len(one.claimants), len(one.pots)), nonneg=True)
    limits = [cvxpy.sum(taken[:, at]) <= pot.amount / 1e6 for at, pot in enumerate(one.pots)]
    expressions = []
    for who, each in enumerate(one.claimants):
        allowed = set(number.values()) if each.pots is None else {number[c] for c in each.pots}
        limits += [taken[who, at] == 0 for at in number.values() if at not in allowed]
        limits.append(cvxpy.sum(taken[who, :]) <= each.at_most / 1e6)
        has = each.received / 1e6 + cvxpy.sum(taken[who, :])
        expressions.append(has / (each.need / 1e6 * each.weight))
    problem = Problem(Leximin(expressions), constraints=limits)
    begun = time.process_time()
    try:
        problem.solve()
    except cvxpy.error.SolverError:
        return time.process_time() - begun, None
    seconds = time.process_time() - begun
    return seconds, levels(one, [float(sum(row)) * 1e6 for row in taken.value])


def measured() -> list[list[object]]:
    """A row for each size of ours."""
    rows: list[list[object]] = []
    for people, pots in ((1_000, 1), (100_000, 1), (1_000, 10), (20_000, 50), (100_000, 50)):
        for objective in Objective:
            one = a_round(people, pots, objective)
            solving, proving, result = ours(one)
            left = sum(pot.amount for pot in one.pots) - sum(result.shares)
            rows.append(
                [
                    f"{people:,}", pots, objective.value.lower(), len(result.groups),
                    f"{solving:.2f}", f"{proving:.2f}", f"{left:,}",
                ]
            )  # fmt: skip
    return rows


def compared(sizes: Sequence[int]) -> list[list[object]]:
    """A row for each size for which the general package is asked as well."""
    rows: list[list[object]] = []
    for people in sizes:
        one = a_round(people, 5)
        solving, _, result = ours(one)
        seconds, theirs = peers(one)
        own = levels(one, [float(share) for share in result.shares])
        apart = "it gave up: no solution found"
        if theirs is not None:
            apart = f"{max(abs(mine - its) for mine, its in zip(own, theirs, strict=True)):.1e}"
        rows.append(
            [people, f"{solving * 1000:.1f}", f"{seconds:.2f}", f"{seconds / solving:,.0f}", apart]
        )
    return rows


def main(sizes: Sequence[int]) -> None:
    """Measure and record."""
    one = a_round(20_000, 50)
    data = written(RoundPaper(Heading("PB", "Đợt đo", "2026-11-28"), one, solve(one)))
    begun = time.process_time()
    assert verified(data)[0]
    verifying = time.process_time() - begun
    head = ("people", "pots", "objective", "groups", "divided, s", "proved, s", "đồng left")
    lines = [
        "Whole đồng, exact; every result accepted by the proof that shares nothing with the",
        "division. Seconds of processor, since the machine is shared; ours the best of three.",
        "",
        *results.table(head, measured()),
        "",
        f"A round of 20,000 people and 50 pots is a document of {len(data) / 1e6:.1f} MB.",
        f"It is read, computed again and proved in {verifying:.1f} s.",
    ]
    if importlib.util.find_spec(PEER):
        columns = ("people, 5 pots", "ours, ms", f"{PEER}, s", "times faster", "apart at most")
        lines += ["", *results.table(columns, compared(sizes))]
    for line in lines:
        print(line)
    results.record("Fair division", lines)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 20, 30])
