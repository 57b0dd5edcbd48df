from django.urls import path

from saferboard.bodies import keeping, views

app_name = "bodies"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("new/", keeping.enter, name="enter"),
    path("named/new/", keeping.enter_mention, name="enter-mention"),
    path("named/<slug:code>/", keeping.change_mention, name="change-mention"),
    path("<slug:code>/", views.body, name="body"),
    path("<slug:code>/change/", keeping.change, name="change"),
    path("<slug:code>/seats/", keeping.seats, name="seats"),
    path("<slug:code>/give-seat/", keeping.give_seat, name="give-seat"),
    path("<slug:code>/seats/<slug:post>/", keeping.change_seat, name="change-seat"),
    path("<slug:code>/seats/<slug:post>/away/", keeping.take_seat_away, name="take-seat-away"),
]
