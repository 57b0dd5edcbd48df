from django.urls import path

from saferboard.sharing.agreements import views as agreements
from saferboard.sharing.grants import views as grants
from saferboard.sharing.requests import views as requests

app_name = "sharing"
ONE = "agreements/<slug:reference>/<int:version>/"
urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("due/", agreements.due, name="due"),
    path("agreements/new/", agreements.new, name="new"),
    path(ONE, agreements.agreement, name="agreement"),
    path(f"{ONE}terms/<slug:part>/", agreements.part, name="part"),
    path(f"{ONE}sign/", agreements.sign, name="sign"),
    path(f"{ONE}<slug:what>/", agreements.change, name="change"),
    path("requests/", requests.requests, name="requests"),
    path("requests/ask/", requests.ask, name="ask"),
    path("requests/<slug:ref>/", requests.request_page, name="request"),
    path("requests/<slug:ref>/answer/", requests.answer, name="answer"),
    path("requests/<slug:ref>/refuse/", requests.refuse, name="refuse"),
    path("requests/<slug:ref>/take-back/", requests.withdraw, name="withdraw"),
    path("intelligence/", requests.notes, name="notes"),
    path("intelligence/new/", requests.new_note, name="new-note"),
    path("intelligence/<slug:ref>/for/<slug:purpose>/", requests.note, name="note"),
    path("intelligence/<slug:ref>/uses/", requests.uses, name="uses"),
    path("access/", grants.access, name="access"),
    path("access/give/", grants.give, name="give"),
    path("access/list/", grants.list_account, name="list-account"),
    path("access/<int:number>/end/", grants.end_access, name="end-access"),
    path("access/<int:number>/reason/", grants.reason, name="reason"),
    path("access/lists/<int:number>/end/", grants.end_listing, name="end-listing"),
    path("emergency/", grants.emergency, name="emergency"),
]
