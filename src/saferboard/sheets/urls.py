from django.urls import path

from saferboard.sheets import filling, giving_back, views

app_name = "sheets"
ONE = "<slug:sheet>/<slug:quarter>/<slug:organisation>/"
urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("<slug:sheet>/", views.sheet, name="sheet"),
    path("<slug:sheet>/words/<slug:organisation>/", views.own_words, name="words"),
    path(
        "<slug:sheet>/words/<slug:organisation>/<int:word>/",
        views.remove_word,
        name="remove-word",
    ),
    path("<slug:sheet>/<slug:quarter>/", views.asked_round, name="round"),
    path("<slug:sheet>/<slug:quarter>/ask/", views.ask, name="ask"),
    path("<slug:sheet>/<slug:quarter>/shown/", views.shown, name="shown"),
    path(ONE, views.one_return, name="return"),
    path(f"{ONE}fill/", filling.fill, name="fill"),
    path(f"{ONE}keep/", filling.keep, name="keep"),
    path(f"{ONE}template.xlsx", giving_back.template, name="template"),
    path(f"{ONE}upload/", giving_back.upload, name="upload"),
    path(f"{ONE}accept/", views.accept, name="accept"),
    path(f"{ONE}send-back/", views.send_back, name="send-back"),
    path(f"{ONE}not-provided/", views.not_provided, name="not-provided"),
    path(f"{ONE}decline/", views.decline, name="decline"),
]
