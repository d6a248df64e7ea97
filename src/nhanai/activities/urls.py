"""Addresses of this room: /hoat-dong/, and /ghi-nhanh/ for the phone."""

from django.urls import path

from nhanai.activities.views import activities, campaigns, people, quick, sheets

app_name = "activities"
urlpatterns = [
    path("hoat-dong/", activities.listing, name="list"),
    path("hoat-dong/moi/", activities.new, name="new"),
    path("hoat-dong/mo-hinh-hay/", activities.good, name="good"),
    path("hoat-dong/chien-dich/", campaigns.campaigns, name="campaigns"),
    path("hoat-dong/chien-dich/<int:pk>/", campaigns.campaign, name="campaign"),
    path("hoat-dong/muc-quy-doi/", campaigns.conversion_rates, name="rates"),
    path("hoat-dong/nhap-tep/", sheets.sheet, name="sheet"),
    path("hoat-dong/nhap-tep/tep-mau/", sheets.template, name="template"),
    path("ghi-nhanh/", quick.page, name="quick"),
    path("ghi-nhanh/gui/", quick.sending, name="quick-send"),
    path("ghi-nhanh/worker.js", quick.worker, name="quick-worker"),
    path("ghi-nhanh/manifest.webmanifest", quick.manifest, name="quick-manifest"),
    path("hoat-dong/anh/<int:pk>/", activities.photo, name="photo"),
    path("hoat-dong/anh/<int:pk>/rut/", activities.withdraw_photo, name="withdraw-photo"),
    path("hoat-dong/<int:pk>/", activities.one, name="activity"),
    path("hoat-dong/<int:pk>/sua/", activities.edit, name="edit"),
    path("hoat-dong/<int:pk>/rut/", activities.withdraw, name="withdraw"),
    path("hoat-dong/<int:pk>/tinh-lai/", activities.restore, name="restore"),
    path("hoat-dong/<int:pk>/nguoi/", people.people, name="people"),
    path("hoat-dong/<int:pk>/anh/", activities.add_photos, name="add-photos"),
]
