"""Every address.  Each room's pages stand under the word its users would look for."""

from django.urls import include, path

urlpatterns = [
    path("", include("saferboard.public.urls")),
    path("", include("saferboard.accounts.allauth_urls")),
    path("", include("saferboard.accounts.urls")),
    path("files/", include("saferboard.library.urls")),
    path("keeping/", include("saferboard.keeping.urls")),
    path("oversight/", include("saferboard.oversight.urls")),
    path("", include("saferboard.letters.urls")),
    path("search/", include("saferboard.search.urls")),
    path("home/", include("saferboard.home.urls")),
    path("posts/", include("saferboard.partners.urls")),
    path("board/", include("saferboard.bodies.urls")),
    path("sharing/", include("saferboard.sharing.urls")),
    path("meetings/", include("saferboard.meetings.urls")),
    path("meetings/", include("saferboard.packs.urls")),
    path("plans/", include("saferboard.instruments.urls")),
    path("questions/", include("saferboard.questions.urls")),
    path("strategy/next/", include("saferboard.drafting.urls")),
    path("strategy/", include("saferboard.plans.urls")),
    path("strategy/", include("saferboard.returns.urls")),
    path("sheets/", include("saferboard.sheets.urls")),
    path("figures/", include("saferboard.measures.urls")),
]
