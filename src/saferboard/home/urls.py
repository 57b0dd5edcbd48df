from django.urls import path

from saferboard.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("ledger/", views.ledger, name="ledger"),
]
