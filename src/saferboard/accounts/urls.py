from django.urls import path

from saferboard.accounts import managing, own, views

app_name = "accounts"
urlpatterns = [
    path("invitation/<str:secret>/", views.accept, name="accept"),
    path("sign-in/forgotten/", views.forgotten, name="forgotten"),
    path("sign-in/new-password/<str:secret>/", views.new_password, name="new-password"),
    path("account/", own.account, name="own"),
    path("account/password/", own.change_password, name="change-password"),
    path("account/again/", views.resume, name="resume"),
    path("account/sessions/others/end/", own.end_others, name="end-others"),
    path("account/sessions/<int:number>/end/", own.end_session, name="end-session"),
    path("account/second-factor/required/", own.second_factor, name="second-factor"),
    path("accounts/", managing.accounts, name="accounts"),
    path("accounts/invite/", managing.invite, name="invite"),
    path("accounts/invitations/<int:number>/cancel/", managing.cancel, name="cancel"),
    path("accounts/posts/", managing.posts, name="posts"),
    path("accounts/posts/<slug:code>/", managing.post, name="post"),
    path("accounts/holdings/<int:number>/end/", managing.end_holding, name="end-holding"),
    path("accounts/<int:number>/", managing.account, name="account"),
    path("accounts/<int:number>/close/", managing.close, name="close"),
    path("accounts/<int:number>/reopen/", managing.reopen, name="reopen"),
    path("accounts/<int:number>/factors/remove/", managing.remove_factors, name="remove-factors"),
]
