from django.urls import path

from saferboard.partners import views

app_name = "partners"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
