"""Addresses of this room: /ngan-hang/ and /hom-quy/."""

from django.urls import path

from nhanai.banking.views import accounts, boxes, lines

app_name = "banking"
urlpatterns = [
    path("ngan-hang/", accounts.accounts, name="accounts"),
    path("ngan-hang/sao-ke/", accounts.statement, name="statement"),
    path("ngan-hang/tai-khoan/<int:pk>/", accounts.account, name="account"),
    path("ngan-hang/tai-khoan/<int:pk>/ma.svg", accounts.code, name="code"),
    path("ngan-hang/giao-dich/", lines.listing, name="lines"),
    path("ngan-hang/giao-dich/giao-dich.xlsx", lines.workbook, name="lines-file"),
    path("ngan-hang/giao-dich/<int:pk>/", lines.line, name="line"),
    path("hom-quy/", boxes.boxes, name="boxes"),
    path("hom-quy/<int:pk>/", boxes.box, name="box"),
    path("hom-quy/<int:pk>/mo/", boxes.opening, name="open-box"),
    path("hom-quy/bien-ban/<int:pk>.docx", boxes.docx, name="protocol-docx"),
    path("hom-quy/bien-ban/<int:pk>.pdf", boxes.pdf, name="protocol-pdf"),
]
