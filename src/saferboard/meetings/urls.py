from django.urls import path

from saferboard.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("<slug:code>/", views.meeting, name="meeting"),
    path("<slug:code>/papers/<str:number>/edit/", views.edit_document, name="edit-document"),
    path("<slug:code>/circulate/", views.circulate, name="circulate"),
    path("<slug:code>/minutes/", views.minutes, name="minutes"),
]
