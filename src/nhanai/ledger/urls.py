"""Addresses of this room: /so-sach/."""

from django.urls import path

from nhanai.ledger.views import accounting, books, vouchers

app_name = "ledger"
urlpatterns = [
    path("", books.listing, name="books"),
    path("bang-chu/", vouchers.in_words, name="in-words"),
    path("cho-duyet/", vouchers.approving, name="to-approve"),
    path("cho-thu-chi/", vouchers.settling, name="to-settle"),
    path("chung-tu/", vouchers.listing, name="vouchers"),
    path("chung-tu/<int:pk>/", vouchers.one, name="voucher"),
    path("chung-tu/<int:pk>/buoc/", vouchers.stepping, name="step"),
    path("chung-tu/<int:pk>.docx", vouchers.docx, name="voucher-docx"),
    path("chung-tu/<int:pk>.pdf", vouchers.pdf, name="voucher-pdf"),
    path("so/<int:pk>/", books.one, name="book"),
    path("so/<int:pk>/dong-quy/", books.ending, name="close-fund"),
    path("so/<int:pk>/khoa/", books.closing, name="close"),
    path("so/<int:pk>/mo-lai/", books.reopening, name="reopen"),
    path("so/<int:pk>/so-du-dau/", books.opening, name="opening"),
    path("so/<int:pk>/chuyen-tien/", books.moving, name="move"),
    path("so/<int:pk>/chuyen-quy/", books.transferring, name="transfer"),
    path("so/<int:pk>/thu/", vouchers.receipt, name="receipt"),
    path("so/<int:pk>/chi/", vouchers.payment, name="payment"),
    path("so/<int:pk>/so-quy/", accounting.cash_book, name="cash-book"),
    path("so/<int:pk>/so-quy.<str:form>", accounting.cash_book_file, name="cash-book-file"),
    path("so/<int:pk>/nhat-ky/", accounting.journal, name="journal"),
    path("so/<int:pk>/nhat-ky.<str:form>", accounting.journal_file, name="journal-file"),
    path("so/<int:pk>/can-doi/", accounting.trial_balance, name="trial-balance"),
    path("so/<int:pk>/can-doi.<str:form>", accounting.trial_file, name="trial-file"),
    path("so/<int:pk>/tai-khoan/<str:code>/", accounting.account, name="account"),
    path("so/<int:pk>/tai-khoan/<str:code>.<str:form>", accounting.account_file,
         name="account-file"),
    path("but-toan/<int:pk>/", accounting.entry, name="entry"),
]  # fmt: skip
