from django.urls import path

from saferboard.meetings import views
from saferboard.meetings.calendars import views as calendars

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("calendar/", calendars.own, name="calendar"),
    path("calendar/renew/", calendars.renew, name="renew-calendar"),
    path("calendar/<str:token>.ics", calendars.own_feed, name="own-feed"),
    path("of/<slug:code>.ics", calendars.body_feed, name="body-feed"),
    path("<slug:code>/", views.meeting, name="meeting"),
    path("<slug:code>/papers/<str:number>/edit/", views.edit_document, name="edit-document"),
    path("<slug:code>/circulate/", views.circulate, name="circulate"),
    path("<slug:code>/minutes/", views.minutes, name="minutes"),
]
