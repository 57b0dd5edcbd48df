from django.urls import path

from saferboard.plans import turns, views
from saferboard.plans.keeping import views as keeping
from saferboard.plans.rating import views as rating

app_name = "plans"
urlpatterns = [
    path("", views.strategy, name="strategy"),
    path("earlier/<slug:code>/", views.earlier, name="earlier"),
    path("turns/<slug:body>/", turns.turns, name="turns"),
    path("priorities/<int:number>/", views.priority, name="priority"),
    path(
        "priorities/<int:number>/reported/<int:position>/edit/",
        views.edit_outcome,
        name="edit-outcome",
    ),
    path("commitments/<str:ref>/edit/", views.edit_commitment, name="edit-commitment"),
    path("commitments/<str:ref>/who/", keeping.assign, name="assign"),
    path("commitments/<str:ref>/target/", keeping.commitment_target, name="target"),
    path("commitments/<str:ref>/status/", rating.declare, name="declare"),
    path("statuses/", rating.scales, name="scales"),
    path("due/", keeping.due, name="due"),
    path("recommendations/", keeping.recommendations, name="recommendations"),
    path("recommendations/enter/", keeping.add_work, name="add-work"),
    path("recommendations/<int:number>/", keeping.recommendation, name="recommendation"),
    path("recommendations/<int:number>/change/", keeping.change_work, name="change-work"),
    path("recommendations/<int:number>/state/", keeping.move_work, name="move-work"),
    path("recommendations/<int:number>/target/", keeping.work_target, name="work-target"),
]
