from django.urls import path

from saferboard.letters import views

app_name = "letters"
urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/<int:pk>/again/", views.send_again, name="send-again"),
    path("letters/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("link/<str:token>/", views.link, name="link"),
    path("link/<str:token>/code/", views.ask_code, name="ask-code"),
    path("link/<str:token>/use/", views.use_link, name="use-link"),
]
