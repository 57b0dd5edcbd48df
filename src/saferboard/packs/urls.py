from django.urls import path

from saferboard.packs import views

app_name = "packs"
urlpatterns = [
    path("<slug:code>/pack.pdf", views.pdf, name="pdf"),
    path("<slug:code>/pack/make/", views.make, name="make"),
    path("<slug:code>/pack/check/", views.check, name="check"),
    path("<slug:code>/pack/check/let-stand/", views.let_stand, name="let-stand"),
    path("<slug:code>/pack/issue/", views.issue, name="issue"),
    path("<slug:code>/papers/<str:number>/", views.paper, name="paper"),
    path("<slug:code>/papers/<str:number>/word/", views.paper_word, name="paper-word"),
]
