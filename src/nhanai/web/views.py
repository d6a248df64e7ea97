"""The gallery of components, in development only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhanai.web import gallery


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "web/gallery.html", gallery.context())
