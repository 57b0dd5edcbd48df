from django.urls import path

from saferboard.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.questions, name="questions"),
    path("anchors/", views.anchors, name="anchors"),
    path("anchors/anchors.txt", views.anchors_text, name="anchors-text"),
    path("notices/", views.notices, name="notices"),
    path("notices/<slug:code>/", views.notice, name="notice"),
    path("ask/<slug:question>/", views.ask, name="ask"),
    path("asked/<int:turn>/", views.answer, name="answer"),
    path("asked/<int:turn>/lines.csv", views.commas, name="commas"),
    path("asked/<int:turn>/report.pdf", views.report, name="report"),
]
