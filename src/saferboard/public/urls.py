from django.urls import path

from saferboard.public import views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
