from django.urls import path

from saferboard.partners import handing, views

app_name = "partners"
urlpatterns = [
    path("", views.all_posts, name="posts"),
    path("new/", views.enter_post, name="enter-post"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.enter_organisation, name="enter-organisation"),
    path("organisations/<slug:code>/", views.change_organisation, name="change-organisation"),
    path("handovers/", handing.all_handovers, name="handovers"),
    path("handovers/<int:number>/", handing.handover, name="handover"),
    path("handovers/<int:number>/complete/", handing.complete, name="complete"),
    path("handovers/<int:number>/withdraw/", handing.withdraw, name="withdraw"),
    path("handovers/<int:number>/<int:position>/accept/", handing.accept, name="accept"),
    path("handovers/<int:number>/<int:position>/decline/", handing.decline, name="decline"),
    path("handovers/<int:number>/<int:position>/offer/", handing.offer, name="offer"),
    path("of/<slug:code>/", views.post, name="post"),
    path("of/<slug:code>/change/", views.change_post, name="change-post"),
    path("of/<slug:code>/fill/", views.fill, name="fill"),
    path("of/<slug:code>/leave/", views.leave, name="leave"),
    path("of/<slug:code>/vacant/", views.vacate, name="vacate"),
    path("of/<slug:code>/caretaker/", views.caretaker, name="caretaker"),
    path("of/<slug:code>/caretaker/end/", views.end_caretaker, name="end-caretaker"),
    path("of/<slug:code>/hand-over/", handing.open_handover, name="hand-over"),
]
