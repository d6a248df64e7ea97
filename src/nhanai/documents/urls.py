"""Addresses of the room."""

from django.urls import path

from nhanai.documents.views import (
    books,
    checking,
    document,
    exchange,
    legal,
    mailing,
    outgoing,
    register,
    signing,
)

app_name = "documents"
urlpatterns = [
    path("", register.list_documents, name="list"),
    path("vao-so/", register.register, name="register"),
    path("kiem-tra-the-thuc/", checking.check_layout, name="check-layout"),
    path("can-cu/", legal.catalogue, name="legal"),
    path("can-cu/<int:pk>/", legal.legal_document, name="legal-document"),
    path("di/", outgoing.list_outgoing, name="outgoing-list"),
    path("di/vao-so/", outgoing.register, name="outgoing-register"),
    path("di/<int:pk>/", outgoing.detail, name="outgoing"),
    path("di/<int:pk>/tep.<str:suffix>", outgoing.file, name="outgoing-file"),
    path("di/<int:pk>/thu-hoi/", outgoing.recall, name="outgoing-recall"),
    path("di/<int:pk>/gui-them/", outgoing.send, name="outgoing-send"),
    path("di/<int:pk>/gui-thu/", mailing.mail_out, name="mail-out"),
    path("thu/<int:pk>/gui-lai/", mailing.again, name="mail-again"),
    path("thu/<int:pk>/thu-hoi-duong-dan/", mailing.revoke, name="revoke-receipt"),
    path("gui-den/<int:pk>/dia-chi/", mailing.address, name="mail-address"),
    path("da-nhan/<slug:token>/", mailing.receipt, name="receipt"),
    path("di/<int:pk>/goi-tin/", exchange.package, name="package"),
    path("di/<int:pk>/ky-so/", signing.sign, name="outgoing-sign"),
    path("di/<int:pk>/ban-ky/<int:order>/", signing.copy, name="outgoing-copy"),
    path("goi-tin/", exchange.receive, name="receive-package"),
    path("gui-den/", outgoing.inbox, name="inbox"),
    path("gui-den/<int:pk>/da-nhan/", outgoing.acknowledge, name="acknowledge"),
    path("so/", books.list_books, name="books"),
    path("so/cach-danh-so/", books.numbering, name="numbering"),
    path("so/<int:pk>/", books.print_book, name="book"),
    path("so/<int:pk>/bang-tinh/", books.workbook, name="workbook"),
    path("so/<int:pk>/dong/", books.close, name="close-book"),
    path("<int:pk>/", document.detail, name="detail"),
    path("<int:pk>/tinh-trang/", document.status, name="status"),
    path("<int:pk>/tep/", document.file, name="file"),
    path("<int:pk>/thong-tin/", document.heading, name="heading"),
    path("<int:pk>/chu-ky-so/", signing.check, name="check-signatures"),
    path("<int:pk>/doc-lai/", document.read_again, name="read-again"),
    path("<int:pk>/phat-hien/<int:order>/", document.settle, name="settle"),
    path("<int:pk>/phat-hien/<int:order>/mo-lai/", document.reopen, name="reopen"),
]
