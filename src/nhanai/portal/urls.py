"""Addresses of the public site: the same in Vietnamese and in English."""

from django.urls import include, path

from nhanai.portal import views

app_name = "portal"
_SITE = [
    path("", views.home, name="home"),
    path("ban/", views.releases, name="releases"),
    path("ban/<int:number>/", views.release, name="release"),
    path("ban/<int:number>/bao-cao.pdf", views.report, name="report"),
    path("kiem-tra/", views.check, name="check"),
    path("ung-ho/<str:code>/", views.gift, name="gift"),
    path("so/<int:number>/", views.entry, name="entry"),
    path("so/<int:number>/bang-chung.json", views.entry_proof, name="proof"),
    path("so/tu/<int:size>.json", views.consistency, name="consistency"),
    path("so/dau.txt", views.checkpoint, name="checkpoint"),
    path("so/verifier.py", views.verifier, name="verifier"),
    path("du-lieu/", views.data, name="data"),
    path("du-lieu/<int:number>.json", views.data_json, name="data-json"),
    path("du-lieu/<int:number>.csv", views.data_csv, name="data-csv"),
    path("tin.xml", views.feed, name="feed"),
]
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("cong-khai/", include((_SITE, "vi")), {"language": "vi"}),
    path("en/", include((_SITE, "en")), {"language": "en"}),
]
