from django.urls import path

from saferboard.returns import views
from saferboard.returns.answering import views as answering
from saferboard.returns.filled import views as filled
from saferboard.returns.rounds import views as rounds

app_name = "returns"
urlpatterns = [
    path("updates/", views.rounds, name="rounds"),
    path("updates/next/", rounds.open_next, name="next"),
    path("updates/<str:quarter>/", views.asked, name="round"),
    path("updates/<str:quarter>/who-has-sent/", rounds.grid, name="grid"),
    path("updates/<str:quarter>/close/", rounds.close, name="close"),
    path("updates/<str:quarter>/open-again/", rounds.reopen, name="reopen"),
    path("updates/<str:quarter>/<slug:about>/edit/", views.edit_update, name="edit-update"),
    path("updates/<str:quarter>/<slug:about>/ask/", rounds.ask_also, name="ask-also"),
    path("updates/<str:quarter>/<slug:about>/", rounds.review, name="review"),
    path("commitments/<str:ref>/", views.commitment, name="commitment"),
    path("asked-of-you/", answering.lists, name="lists"),
    path("asked-of-you/<str:ref>/", answering.one_list, name="list"),
    path("asked-of-you/<str:ref>/send/", answering.send_all, name="send-all"),
    path("asked-of-you/<str:ref>/hand-on/", answering.hand_on, name="hand-on"),
    path("asked-of-you/<str:ref>/template.docx", filled.template_word, name="template-word"),
    path("asked-of-you/<str:ref>/template.xlsx", filled.template_excel, name="template-excel"),
    path("asked-of-you/<str:ref>/give-back/", filled.upload, name="upload"),
    path("asked-of-you/<str:ref>/paste/", filled.paste, name="paste"),
    path("asked-of-you/<str:ref>/<slug:about>/", answering.write, name="write"),
    path("asked-of-you/<str:ref>/<slug:about>/keep/", answering.keep, name="keep"),
    path("asked-of-you/<str:ref>/<slug:about>/decline/", answering.decline, name="decline"),
    path("asked-of-you/<str:ref>/<slug:about>/elsewhere/", answering.elsewhere, name="elsewhere"),
]
