from django.urls import path

from saferboard.library import views

app_name = "library"
urlpatterns = [path("<str:signed>/", views.file, name="file")]
