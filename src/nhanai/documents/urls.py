"""Addresses of the room."""

from django.urls import path

from nhanai.documents.views import checking, document, legal, register

app_name = "documents"
urlpatterns = [
    path("", register.list_documents, name="list"),
    path("vao-so/", register.register, name="register"),
    path("kiem-tra-the-thuc/", checking.check_layout, name="check-layout"),
    path("can-cu/", legal.catalogue, name="legal"),
    path("can-cu/<int:pk>/", legal.legal_document, name="legal-document"),
    path("<int:pk>/", document.detail, name="detail"),
    path("<int:pk>/tinh-trang/", document.status, name="status"),
    path("<int:pk>/tep/", document.file, name="file"),
    path("<int:pk>/thong-tin/", document.heading, name="heading"),
    path("<int:pk>/doc-lai/", document.read_again, name="read-again"),
    path("<int:pk>/phat-hien/<int:order>/", document.settle, name="settle"),
    path("<int:pk>/phat-hien/<int:order>/mo-lai/", document.reopen, name="reopen"),
]
