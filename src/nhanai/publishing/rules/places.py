"""An amount handed out over several communes, in whole đồng."""

from collections.abc import Mapping


def shared_out(amount: int, worths: Mapping[int, int]) -> dict[int, int]:
    """The amount by commune, as the worths have it to each other; together exactly the amount.

    Where nothing is known of the worths everything is tied to no commune, which is 0. What
    rounding leaves goes, đồng by đồng, to those that lost most by it.
    """
    whole = sum(worths.values())
    if whole <= 0:
        return {0: amount}
    exact = {key: divmod(amount * worth, whole) for key, worth in worths.items()}
    found = {key: part for key, (part, _) in exact.items()}
    lost = sorted(exact, key=lambda key: (-exact[key][1], key))
    for key in lost[: amount - sum(found.values())]:
        found[key] += 1
    return found
