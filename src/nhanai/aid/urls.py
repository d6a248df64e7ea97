"""Addresses of this room: /dia-chi-nhan-dao/."""

from django.urls import path

from nhanai.aid.views import addresses, batches, offers, papers, public, sittings, sponsors, surveys

app_name = "aid"
urlpatterns = [
    path("", addresses.listing, name="list"),
    path("tinh-hinh/", addresses.board, name="board"),
    path("xet/", sittings.sitting, name="sitting"),
    path("khao-sat/", surveys.quick, name="quick"),
    path("khao-sat/gui/", surveys.sending, name="quick-send"),
    path("khao-sat/worker.js", surveys.worker, name="quick-worker"),
    path("khao-sat/manifest.webmanifest", surveys.manifest, name="quick-manifest"),
    path("tu-so-nguoi/", surveys.choosing, name="choosing"),
    path("tu-so-nguoi/<uuid:key>/", surveys.of_person, name="of-person"),
    path("nhu-cau/<int:pk>/dap-ung/", addresses.settle_need, name="settle-need"),
    path("ket-xuat/", papers.export, name="export"),
    path("phieu-trong/<str:form>/", papers.blank, name="blank"),
    path("nha-do-dau/", sponsors.sponsors, name="sponsors"),
    path("de-nghi/", offers.offers, name="offers"),
    path("de-nghi/<str:code>/", offers.one, name="offer"),
    path("de-nghi/<str:code>/nhan/", offers.accepting, name="accept-offer"),
    path("de-nghi/<str:code>/tra-loi/", offers.declining, name="decline-offer"),
    path("cam-ket/<int:pk>/ket-thuc/", sponsors.ending, name="end-commitment"),
    path("dot-trao/", batches.listing, name="batches"),
    path("dot-trao/moi/", batches.new, name="new-batch"),
    path("dot-trao/<int:pk>/", batches.one, name="batch"),
    path("dot-trao/<int:pk>/giai-trinh/", batches.answering, name="answer"),
    path("dot-trao/<int:pk>/duyet/", batches.approving, name="approve-batch"),
    path("dot-trao/<int:pk>/huy/", batches.cancelling, name="cancel-batch"),
    path("dot-trao/<int:pk>/da-trao/", batches.handing, name="hand-over"),
    path("dot-trao/<int:pk>/phieu-chi/", batches.paying, name="pay"),
    path("dot-trao/<int:pk>/anh/", batches.proving, name="add-proofs"),
    path("dot-trao/<int:pk>/danh-sach/<str:form>/", papers.signing, name="signing"),
    path("lan-trao/<int:pk>/bo/", batches.removing, name="remove-delivery"),
    path("lan-trao/<int:pk>/rut/", batches.taking_back, name="take-back"),
    path("anh/<int:pk>/", batches.proof, name="proof"),
    path("anh/<int:pk>/rut/", batches.withdrawing_proof, name="withdraw-proof"),
    path("<str:code>/", addresses.one, name="address"),
    path("<str:code>/khao-sat/", surveys.again, name="again"),
    path("<str:code>/mo/", addresses.opening, name="open"),
    path("<str:code>/buoc/", addresses.moving, name="move"),
    path("<str:code>/nhu-cau/", addresses.add_need, name="add-need"),
    path("<str:code>/cam-ket/", sponsors.committing, name="commit"),
    path("<str:code>/phieu/<str:form>/", papers.filled, name="filled"),
]

PUBLIC = [
    path("giup/", public.offering, name="offering"),
    path("giup/<str:code>/", public.follow, name="follow"),
]
"""The same addresses below the root of each language of the public site."""
