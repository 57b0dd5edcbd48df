from django.urls import path

from saferboard.returns import views

app_name = "returns"
urlpatterns = [
    path("updates/", views.rounds, name="rounds"),
    path("updates/<str:quarter>/", views.asked, name="round"),
    path("updates/<str:quarter>/<slug:about>/edit/", views.edit_update, name="edit-update"),
    path("commitments/<str:ref>/", views.commitment, name="commitment"),
]
