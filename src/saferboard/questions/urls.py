from django.urls import path

from saferboard.questions import views

app_name = "questions"
urlpatterns = [
    path("", views.front, name="front"),
    path("desk/", views.desk, name="desk"),
    path("desk/<int:number>/", views.question, name="question"),
    path("desk/<int:number>/accept/", views.accept, name="accept"),
    path("desk/<int:number>/decline/", views.decline, name="decline"),
    path("desk/<int:number>/answer/", views.answer, name="answer"),
    path("desk/<int:number>/publish/", views.publish, name="publish"),
    path("<slug:code>/", views.of_meeting, name="meeting"),
    path("<slug:code>/ask/", views.ask, name="ask"),
    path("<slug:code>/asked/", views.asked, name="asked"),
]
