from django.urls import path

from saferboard.keeping import views
from saferboard.keeping.correcting import views as correcting

app_name = "keeping"
urlpatterns = [
    path("", views.terms, name="terms"),
    path("kinds/<slug:code>/", views.term, name="term"),
    path("due/", views.due, name="due"),
    path("due/approve/", views.approve, name="approve"),
    path("due/<int:number>/", views.hold, name="hold"),
    path("requests/", views.requests, name="requests"),
    path("requests/new/", views.new_request, name="new-request"),
    path("requests/<slug:code>/", views.request_page, name="request"),
    path("requests/<slug:code>/identify/", views.identify, name="identify"),
    path("requests/<slug:code>/extend/", views.extend, name="extend"),
    path("requests/<slug:code>/close/", views.close, name="close"),
    path("requests/<slug:code>/held/", views.held, name="held"),
    path("requests/<slug:code>/erase/", views.erase, name="erase"),
    path("requests/<slug:code>/correct/", correcting.fields, name="correct"),
    path("requests/<slug:code>/correct/<slug:key>/", correcting.field, name="correct-field"),
    path("requests/<slug:code>/report.pdf", views.report, name="report"),
    path("register/", views.register, name="register"),
    path("register.docx", views.register_word, name="register-word"),
    path("assessment/", views.assessment, name="assessment"),
    path("assessment.docx", views.assessment_word, name="assessment-word"),
]
