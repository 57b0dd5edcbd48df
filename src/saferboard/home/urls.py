from django.urls import path

from saferboard.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("check/", views.check, name="check"),
    path("ledger/", views.ledger, name="ledger"),
]
