from django.urls import path

from saferboard.instruments import views

app_name = "instruments"
urlpatterns = [
    path("", views.library, name="library"),
    path("add/", views.add, name="add"),
    path("side-by-side/add/", views.lay_out, name="lay-out"),
    path("side-by-side/<slug:code>/", views.matrix, name="matrix"),
    path("side-by-side/<slug:code>/<slug:instrument>/", views.fill, name="fill"),
    path("<slug:code>/", views.instrument, name="instrument"),
    path("<slug:code>/change/", views.change, name="change"),
    path("<slug:code>/state/", views.move, name="move"),
    path("<slug:code>/reviewed/", views.reviewed, name="reviewed"),
    path("<slug:code>/versions/add/", views.add_version, name="add-version"),
    path("<slug:code>/stands-by/", views.relate, name="relate"),
]
