from django.urls import path

from saferboard.bodies import views

app_name = "bodies"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("<slug:code>/", views.body, name="body"),
]
