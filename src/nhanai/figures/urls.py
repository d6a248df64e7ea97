"""Addresses below /so-lieu/."""

from django.urls import path

from nhanai.figures.views import catalogue, entering, figures

app_name = "figures"
urlpatterns = [
    path("", figures.figures, name="list"),
    path("mot/<str:code>/", figures.measure, name="measure"),
    path("goc/<str:code>/", figures.facts, name="facts"),
    path("so-sanh/", figures.comparison, name="compare"),
    path("nhap/", entering.enter, name="enter"),
    path("da-nhap/", entering.entered, name="entered"),
    path("da-nhap/<int:pk>/", entering.figure, name="figure"),
    path("da-nhap/<int:pk>/sua/", entering.correct, name="correct"),
    path("da-nhap/<int:pk>/rut/", entering.withdraw, name="withdraw"),
    path("da-nhap/<int:pk>/minh-chung/", entering.evidence, name="evidence"),
    path("chi-tieu/", catalogue.catalogue, name="catalogue"),
    path("chi-tieu/them/", catalogue.add, name="add-measure"),
    path("chi-tieu/<str:code>/thoi-dung/", catalogue.end, name="end-measure"),
]
