"""What the views of this room share: whom one may see, and files made on the spot."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from nhanai.identity.http import SignedInRequest
from nhanai.people import queries
from nhanai.people.models import Person

PDF = "application/pdf"


def seen(request: SignedInRequest, key: UUID) -> Person:
    """The person whom the reader may see, or nothing there."""
    people = queries.visible_to(request.user, today=request.today)
    return get_object_or_404(people.select_related("keeper", "commune"), key=key)


def sent(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file made now, which no cache keeps."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
