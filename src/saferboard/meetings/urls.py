from django.urls import path

from saferboard.meetings import views
from saferboard.meetings.calendars import planned
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
    path("year/", planned.year, name="year"),
    path("year/<slug:code>/", planned.year_of_body, name="year-of-body"),
    path("year/<slug:code>/plan/", planned.plan_year, name="plan-year"),
    path("year/<slug:code>/day/", planned.plan_day, name="plan-day"),
    path("year/<slug:code>/count/", planned.count_days, name="count-days"),
    path("year/<slug:code>/call/", planned.call, name="call"),
    path("year/<slug:code>/<slug:day>/move/", planned.move_day, name="move-day"),
    path("year/<slug:code>/<slug:day>/cancel/", planned.cancel_day, name="cancel-day"),
    path("year/<slug:code>/<slug:day>/held/", planned.note_day, name="note-day"),
    path("<slug:code>/move/", planned.move_meeting, name="move-meeting"),
    path("<slug:code>/put-off/", planned.postpone, name="postpone"),
    path("<slug:code>/cancel/", planned.cancel, name="cancel-meeting"),
    path("<slug:code>/confirm/", planned.confirm, name="confirm"),
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
