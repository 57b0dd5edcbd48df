from django.urls import path

from saferboard.plans import turns, views

app_name = "plans"
urlpatterns = [
    path("", views.strategy, name="strategy"),
    path("turns/<slug:body>/", turns.turns, name="turns"),
    path("priorities/<int:number>/", views.priority, name="priority"),
    path(
        "priorities/<int:number>/reported/<int:position>/edit/",
        views.edit_outcome,
        name="edit-outcome",
    ),
    path("commitments/<str:ref>/edit/", views.edit_commitment, name="edit-commitment"),
]
