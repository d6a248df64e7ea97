"""Addresses below /phan-bo/."""

from django.urls import path

from nhanai.allocation.views import asking, deciding, paying, rounds

app_name = "allocation"
urlpatterns = [
    path("", rounds.listed, name="list"),
    path("lap/", rounds.start, name="start"),
    path("<int:pk>/", rounds.one, name="round"),
    path("<int:pk>/tep.json", rounds.document, name="document"),
    path("<int:pk>/nguon/", rounds.add_pot, name="add-pot"),
    path("<int:pk>/nguon/<slug:code>/bo/", rounds.remove_pot, name="remove-pot"),
    path("<int:pk>/ho-so/", asking.add, name="add"),
    path("<int:pk>/ho-so/dia-chi/", asking.add_addresses, name="add-addresses"),
    path("<int:pk>/so-sanh/", deciding.compare, name="compare"),
    path("<int:pk>/lan-tinh/<int:number>/", deciding.run, name="run"),
    path("<int:pk>/trinh/", deciding.submit, name="submit"),
    path("<int:pk>/duyet/", deciding.approve, name="approve"),
    path("<int:pk>/tra-lai/", deciding.give_back, name="give-back"),
    path("<int:pk>/phieu-chi/", paying.vouchers, name="vouchers"),
    path("<int:pk>/dot-trao/", paying.batches, name="batches"),
    path("<int:pk>/huy/", deciding.cancel, name="cancel"),
    path("ho-so/<int:pk>/", asking.claimant, name="claimant"),
    path("ho-so/<int:pk>/bo/", asking.remove, name="remove-claimant"),
    path("ho-so/<int:pk>/sua-tay/", asking.change_share, name="change-share"),
]
