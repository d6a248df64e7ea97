"""Which pages are timed, as whom, and how the figures are written down."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from benchmarks import province
from benchmarks.results import record, table
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path, reverse

from nhanai.identity.models import User
from nhanai.plans.models import Occurrence, Plan, Task
from nhanai.project.urls import urlpatterns as pages

SEARCH = 100.0
"""Milliseconds, for 95 of 100 answers of the search."""

BACKEND = "django.contrib.auth.backends.ModelBackend"


def blank(request: HttpRequest) -> HttpResponse:
    """A page of the same layout with nothing on it."""
    return render(request, "layouts/desk.html")


urlpatterns = [path("", include(pages)), path("trong/", blank)]


@dataclass(frozen=True, slots=True)
class Timed:
    """One page as one person."""

    name: str
    who: str
    address: str
    median: float
    p95: float
    queries: int


def freshen() -> None:
    """Let the database know how many rows there are; let the process be as the web server's is."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    import_module("nhanai.project.wsgi")


def addresses(who: str) -> Iterator[tuple[str, str]]:
    """The main pages, and searches for rare, usual and very common words."""
    yield "Hôm nay", reverse("desk:home")
    yield "Kế hoạch", reverse("plans:list")
    yield "Nhiệm vụ của đơn vị", reverse("plans:mine")
    yield "Văn bản", reverse("documents:list")
    if who in {"leader", "officer"}:
        plan = Plan.objects.order_by("pk")[0]
        yield "Một kế hoạch", reverse("plans:detail", args=[plan.pk])
        task = Task.objects.order_by("pk")[0]
        yield "Một nhiệm vụ", reverse("plans:task", args=[task.pk])
    yield from extra(who)
    search = reverse("desk:search")
    yield "Tìm “hi12345” (hiếm)", f"{search}?q=hi1234"
    yield "Tìm “tháng nhân đạo”", f"{search}?q=tháng nhân đạo"
    yield "Tìm “hien mau”", f"{search}?q=hien mau"
    yield "Tìm “nhân” (rất nhiều)", f"{search}?q=nhân"


def extra(who: str) -> Iterator[tuple[str, str]]:
    """Pages that came later; each is timed once it is there."""
    from django.urls import NoReverseMatch  # noqa: PLC0415 (only here)

    held = Occurrence.objects.order_by("pk")
    if who == "agency":
        unit = User.objects.get(username=who).appointments.all()[0].unit
        held = held.filter(unit=unit)
    wanted: tuple[tuple[str, str, list[int] | None], ...] = (
        ("Cập nhật một việc", "plans:work", [held[0].pk] if who != "chapter" else None),
        ("Vướng mắc, kiến nghị", "plans:concerns", []),
        ("Báo cáo", "reporting:list", []),
        ("Văn bản đi", "documents:outgoing-list", []),
    )
    for name, view, arguments in wanted:
        try:
            if arguments is not None:
                yield name, reverse(view, args=arguments)
        except NoReverseMatch:
            continue


def timed(client: Client, who: str, name: str, address: str, runs: int) -> Timed:
    """Ask again and again."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        queries = len(connection.queries) - asked.initial_queries
    if answer.status_code != 200:
        raise SystemExit(f"{who} {address}: {answer.status_code}")
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    return Timed(name, who, address, statistics.median(took), p95, queries)


def write(name: str, *, loaded: float, runs: int, aim: float) -> None:
    """Measure everything on this database and put the table into the results."""
    rows: list[list[object]] = []
    with override_settings(ROOT_URLCONF="benchmarks.web_pages", ALLOWED_HOSTS=["*"]):
        for who in ("officer", "agency", "chapter"):
            client = Client()
            client.force_login(User.objects.get(username=who), backend=BACKEND)
            nothing = timed(client, who, "Trang trống", "/trong/", runs)
            for page, address in (("Trang trống", "/trong/"), *addresses(who)):
                one = timed(client, who, page, address, runs)
                limit = SEARCH if page.startswith("Tìm") else aim
                over = "" if one.p95 <= limit else " !"
                ratio = one.median / nothing.median
                rows.append(
                    [
                        who, page, f"{one.median:.0f}", f"{one.p95:.0f}{over}", one.queries,
                        f"{ratio:.1f}",
                    ]
                )  # fmt: skip
                print(rows[-1], flush=True)
    head = ["as", "page", "median, ms", "p95, ms", "queries", "ratio to an empty page"]
    said = (
        f"{province.PLANS} plans, {province.TASKS:,} tasks, {Occurrence.objects.count():,}"
        f" occurrences, {province.UPDATES:,} updates, loaded in {loaded:.0f} s; each page"
        f" {runs} times in one process (aim: p95 under {aim:.0f} ms, search under 100 ms)."
    )
    record(f"Pages on {name}", [said, "", *table(head, rows)])
