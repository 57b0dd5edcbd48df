from django.urls import path

from saferboard.search import views

app_name = "search"
urlpatterns = [path("", views.search, name="search")]
