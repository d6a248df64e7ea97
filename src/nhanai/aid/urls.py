"""Addresses of this room: /dia-chi-nhan-dao/."""

from django.urls import path

from nhanai.aid.views import addresses, sittings, surveys

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
    path("<str:code>/", addresses.one, name="address"),
    path("<str:code>/khao-sat/", surveys.again, name="again"),
    path("<str:code>/mo/", addresses.opening, name="open"),
    path("<str:code>/buoc/", addresses.moving, name="move"),
    path("<str:code>/nhu-cau/", addresses.add_need, name="add-need"),
]
