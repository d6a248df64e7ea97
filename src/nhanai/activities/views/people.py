"""Which people of the register were helped or took part in one activity."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nhanai.activities import actions
from nhanai.activities.pages.people import chosen, people_page
from nhanai.activities.permissions import Permission
from nhanai.activities.views.activities import seen
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def people(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is named so far, and a search in the register for others."""
    activity, refusal = seen(request, pk), None
    words = request.GET.get("q", "")[:120]
    if request.method == "POST":
        try:
            parts = chosen(request.POST)
            actions.set_people(activity=activity, people=parts, by=request.user, at=request.at)
            messages.success(request, "Đã ghi người trong hoạt động.")
            return redirect("activities:people", pk=pk)
        except Refused as refused:
            refusal = refused
    page = people_page(activity, words, request.user, today=request.today)
    context = {"page": page, "refusal": refusal}
    return render(request, "activities/people.html", context, status=422 if refusal else 200)
