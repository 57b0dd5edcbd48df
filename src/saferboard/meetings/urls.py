from django.urls import path

from saferboard.meetings import views
from saferboard.meetings.calendars import views as calendars
from saferboard.meetings.taking import deciding
from saferboard.meetings.taking import views as taking

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("calendar/", calendars.own, name="calendar"),
    path("calendar/renew/", calendars.renew, name="renew-calendar"),
    path("calendar/<str:token>.ics", calendars.own_feed, name="own-feed"),
    path("of/<slug:code>.ics", calendars.body_feed, name="body-feed"),
    path("<slug:code>/", views.meeting, name="meeting"),
    path("<slug:code>/papers/<str:number>/edit/", views.edit_document, name="edit-document"),
    path("of/<slug:body>/quorum/", deciding.quorum, name="quorum"),
    path("<slug:code>/take/", taking.take, name="take"),
    path("<slug:code>/take/begin/", taking.begin, name="take-begin"),
    path("<slug:code>/take/add/", taking.add, name="take-add"),
    path("<slug:code>/take/number/", taking.number, name="take-number"),
    path("<slug:code>/take/close/", taking.close, name="take-close"),
    path("<slug:code>/take/reopen/", taking.reopen, name="take-reopen"),
    path("<slug:code>/take/attendance/", taking.attendance, name="take-attendance"),
    path("<slug:code>/take/<int:pk>/", taking.minute, name="take-minute"),
    path("<slug:code>/take/<int:pk>/hold/", taking.hold, name="take-hold"),
    path("<slug:code>/take/<int:pk>/drafts/", taking.drafts, name="take-drafts"),
    path("<slug:code>/take/<int:pk>/leave-out/", taking.leave_out, name="take-leave-out"),
    path("<slug:code>/minutes/agree/", deciding.agree, name="minutes-agree"),
    path("<slug:code>/minutes/<int:pk>/note/", deciding.note, name="minute-note"),
    path("<slug:code>/circulate/", views.circulate, name="circulate"),
    path("<slug:code>/minutes/", views.minutes, name="minutes"),
]
