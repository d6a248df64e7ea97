"""What is counted, for programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nhanai.api.http import Answer, answers
from nhanai.api.pages import data
from nhanai.api.rules.document import document
from nhanai.api.rules.parameters import Question
from nhanai.identity.http import SignedInRequest, anyone


@require_safe
@answers("measures")
def measures(request: SignedInRequest, question: Question) -> Answer:
    """The catalogue of measures."""
    return data.list_measures(question)


@require_safe
@answers("units")
def units(request: SignedInRequest, question: Question) -> Answer:
    """The units of a day."""
    return data.list_units(request.user, question, today=request.today)


@require_safe
@answers("periods")
def periods(request: SignedInRequest, question: Question) -> Answer:
    """The periods of a regime."""
    return data.list_periods(question)


@require_safe
@answers("figures")
def figures(request: SignedInRequest, question: Question) -> Answer:
    """The figures of a unit."""
    return data.list_figures(request.user, question, today=request.today)


@require_safe
@answers("facts")
def facts(request: SignedInRequest, question: Question) -> Answer:
    """The facts behind a figure."""
    return data.list_facts(request.user, question, today=request.today)


@require_safe
@anyone
def description(request: HttpRequest) -> HttpResponse:
    """The description for programs; it holds no data."""
    said = document(settings.ADDRESS.rstrip("/"))
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})
