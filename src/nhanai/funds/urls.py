"""Addresses of this room: /quy/."""

from django.urls import path

from nhanai.funds.views import campaigns, donors, gifts, pledges, thanks

app_name = "funds"
urlpatterns = [
    path("", campaigns.home, name="home"),
    path("dot/moi/", campaigns.launch, name="launch"),
    path("dot/<int:pk>/", campaigns.one, name="campaign"),
    path("dot/<int:pk>/ma.svg", campaigns.code, name="code"),
    path("dot/<int:pk>/cam-on/", thanks.one, name="thanks"),
    path("dot/<int:pk>/cam-on/lap/", thanks.make, name="thank"),
    path("cam-on/<int:pk>.docx", thanks.docx, name="thanks-docx"),
    path("cam-on/<int:pk>.pdf", thanks.pdf, name="thanks-pdf"),
    path("<int:pk>/chi/", campaigns.spend, name="spend"),
    path("<int:pk>/ghi-ro/", campaigns.describe, name="describe"),
    path("ung-ho/", gifts.listing, name="gifts"),
    path("ung-ho.xlsx", gifts.workbook, name="gifts-file"),
    path("ung-ho/moi/", gifts.new, name="new"),
    path("ung-ho/<int:pk>/", gifts.one, name="gift"),
    path("ung-ho/<int:pk>/huy/", gifts.undo, name="undo-gift"),
    path("ung-ho/<int:pk>/duyet-huy/", gifts.decide, name="decide-undoing"),
    path("ung-ho/<int:pk>.docx", gifts.docx, name="receipt-docx"),
    path("ung-ho/<int:pk>.pdf", gifts.pdf, name="receipt-pdf"),
    path("cam-ket/", pledges.listing, name="pledges"),
    path("cam-ket/moi/", pledges.new, name="new-pledge"),
    path("cam-ket/<int:pk>/", pledges.one, name="pledge"),
    path("cam-ket/lan/<int:pk>/ma.svg", pledges.code, name="pledge-code"),
    path("sao-ke/", gifts.statement, name="statement"),
    path("nguoi-ung-ho/", donors.listing, name="donors"),
    path("nguoi-ung-ho/<int:pk>/", donors.one, name="donor"),
]
