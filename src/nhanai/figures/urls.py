"""Addresses below /so-lieu/."""

from django.urls import path

from nhanai.figures.views import catalogue, entering, figures, planning

app_name = "figures"
urlpatterns = [
    path("", figures.figures, name="list"),
    path("mot/<str:code>/", figures.measure, name="measure"),
    path("goc/<str:code>/", figures.facts, name="facts"),
    path("so-sanh/", figures.comparison, name="compare"),
    path("hinh/", figures.picture, name="pictures"),
    path("ke-hoach/", planning.plans, name="plans"),
    path("ke-hoach/mot/<str:code>/", planning.plan, name="plan"),
    path("ke-hoach/giao/", planning.hand_out, name="hand-out"),
    path("ke-hoach/giao-don-vi/", planning.hand_out_to, name="hand-out-to"),
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
