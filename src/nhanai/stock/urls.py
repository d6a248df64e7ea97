"""Addresses of this room: /kho/."""

from django.urls import path

from nhanai.stock import views

app_name = "stock"
urlpatterns = [
    path("", views.stock, name="stock"),
    path("ton-kho.xlsx", views.stock_file, name="stock-file"),
    path("mat-hang/<int:pk>/", views.item, name="item"),
    path("<int:pk>/nhap/", views.receive, name="receive"),
    path("<int:pk>/xuat/", views.give, name="give"),
    path("<int:pk>/kiem-ke/", views.count, name="count"),
    path("phieu/", views.slip_list, name="slips"),
    path("phieu/<int:pk>/", views.slip, name="slip"),
    path("phieu/<int:pk>.docx", views.docx, name="slip-docx"),
    path("phieu/<int:pk>.pdf", views.pdf, name="slip-pdf"),
]
