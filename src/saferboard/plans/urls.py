from django.urls import path

from saferboard.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.strategy, name="strategy"),
    path("priorities/<int:number>/", views.priority, name="priority"),
]
