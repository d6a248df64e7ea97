"""How long the main pages and the search take on a province's data, on both databases.

    PYTHONPATH=src:. .venv/bin/python benchmarks/web.py

Each page is asked for again and again within one process by Django's own test client: what is
timed is the server's work, without network and browser. Beside each stands the ratio to a page of
the same layout with nothing on it.
"""

import time

from benchmarks.both import on_both

RUNS = 40
AIM = 150.0
"""Milliseconds, for 95 of 100 answers."""


def measure(name: str) -> None:
    """Load the data, ask for every page, write the table."""
    import django  # noqa: PLC0415 (settings come with the environment)

    django.setup()
    from benchmarks import province, web_pages  # noqa: PLC0415 (they need settings)

    began = time.perf_counter()
    province.load()
    web_pages.freshen()
    loaded = time.perf_counter() - began
    web_pages.write(name, loaded=loaded, runs=RUNS, aim=AIM)


if __name__ == "__main__":
    on_both(__file__, measure)
