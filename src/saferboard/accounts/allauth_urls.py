"""
The pages of django-allauth that are in use, under the names it knows them by.  What is not
here (opening an account, managing addresses, connecting providers) has no address.
"""

from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from saferboard.accounts import factors, views

FACTOR = "account/second-factor/"
urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-in/code/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", factors.sign_in_by_passkey, name="mfa_login_webauthn"),
    path(
        "sign-in/with/<slug:provider_id>/",
        views.sign_in_elsewhere,
        name="openid_connect_login",
    ),
    path(
        "sign-in/with/<slug:provider_id>/back/",
        openid.callback,
        name="openid_connect_callback",
    ),
    path(
        "account/again/password/",
        factors.reauthenticate_by_password,
        name="account_reauthenticate",
    ),
    path("account/again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        factors.reauthenticate_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path(FACTOR, factors.index, name="mfa_index"),
    path(f"{FACTOR}app/", factors.activate_app, name="mfa_activate_totp"),
    path(f"{FACTOR}app/remove/", factors.deactivate_app, name="mfa_deactivate_totp"),
    path(f"{FACTOR}passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path(f"{FACTOR}passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path(f"{FACTOR}codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{FACTOR}codes/new/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
