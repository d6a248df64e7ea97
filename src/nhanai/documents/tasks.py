"""What the worker does."""

from django.utils import timezone
from django_tasks import task

from nhanai.documents import actions
from nhanai.documents.models import Document


@task
def read(document_id: int) -> None:
    """Look at a document's signatures and read it, if that was not done."""
    document = Document.objects.filter(pk=document_id).only("pk").first()
    if document is not None:
        actions.note_signatures(document=document, at=timezone.now())
        actions.read_now(document=document, at=timezone.now(), clock=timezone.now)
