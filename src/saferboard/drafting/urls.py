from django.urls import path

from saferboard.drafting import views

app_name = "drafting"
urlpatterns = [
    path("", views.drafts, name="drafts"),
    path("begin/", views.open_draft, name="begin"),
    path("<slug:code>/", views.draft, name="draft"),
    path("<slug:code>/decide/", views.decide, name="decide"),
    path("<slug:code>/timetable/", views.plan, name="plan"),
    path("<slug:code>/reached/", views.reach, name="reach"),
    path("<slug:code>/ask/", views.ask, name="ask"),
    path("<slug:code>/ask/<int:asked>/", views.answer, name="answer"),
    path("<slug:code>/offer/", views.offer, name="offer"),
    path("<slug:code>/take-back/", views.take_back, name="take-back"),
    path("<slug:code>/adopt/", views.adopt, name="adopt"),
    path("<slug:code>/groups/<int:number>/", views.group, name="group"),
    path("<slug:code>/groups/<int:number>/change/", views.change_group, name="change-group"),
    path("<slug:code>/groups/<int:number>/join/", views.join, name="join"),
    path("<slug:code>/groups/<int:number>/put-forward/", views.write_output, name="write-output"),
    path(
        "<slug:code>/groups/<int:number>/take-back/",
        views.remove_output,
        name="remove-output",
    ),
]
