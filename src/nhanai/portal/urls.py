"""Addresses of the public site: the same in Vietnamese and in English."""

from django.urls import include, path

from nhanai.portal.views import data, log, preview, site

app_name = "portal"
_LISTS = ("bao-cao", "phan-bo", "ke-hoach", "dot", "guong")
_THINGS = ("phan-bo", "ke-hoach", "dot")
_SITE = [
    path("", site.home, name="home"),
    path("cach-ung-ho/", site.give, name="give"),
    path("ban/", site.releases, name="releases"),
    path("ban/<int:number>/", site.release, name="release"),
    path("ban/<int:number>/bao-cao.pdf", data.report, name="report"),
    path("ban/<int:number>/dot.json", data.round_file, name="round-file"),
    path("quy/<str:key>/", site.fund, name="fund"),
    *(path(f"{one}/", site.listing, {"place": one}, name=f"list-{one}") for one in _LISTS),
    *(path(f"{one}/<str:code>/", site.about, {"place": one}, name=f"about-{one}")
      for one in _THINGS),
    path("kiem-tra/", log.check, name="check"),
    path("ung-ho/<str:code>/", log.gift, name="gift"),
    path("so/<int:number>/", log.entry, name="entry"),
    path("so/<int:number>/bang-chung.json", log.entry_proof, name="proof"),
    path("so/tu/<int:size>.json", log.consistency, name="consistency"),
    path("so/dau.txt", log.checkpoint, name="checkpoint"),
    path("so/verifier.py", log.verifier, name="verifier"),
    path("du-lieu/", data.data, name="data"),
    path("du-lieu/<int:number>.json", data.data_json, name="data-json"),
    path("du-lieu/<int:number>.csv", data.data_csv, name="data-csv"),
    path("du-lieu/<int:number>-<slug:name>.hxl.csv", data.data_hxl, name="data-hxl"),
    path("tin.xml", data.feed, name="feed"),
]  # fmt: skip
urlpatterns = [
    path("robots.txt", data.robots, name="robots"),
    path("sitemap.xml", data.sitemap, name="sitemap"),
    path("cong-bo/<int:pk>/xem-truoc/<str:language>/", preview.preview, name="preview"),
    path("cong-khai/", include((_SITE, "vi")), {"language": "vi"}),
    path("en/", include((_SITE, "en")), {"language": "en"}),
]
