from django.urls import path

from saferboard.packs import views
from saferboard.packs.given import views as given
from saferboard.packs.makings import views as makings
from saferboard.packs.minuting import views as minuting
from saferboard.packs.revised import views as revised

app_name = "packs"
urlpatterns = [
    path("<slug:code>/minutes.pdf", minuting.pdf, name="minutes-pdf"),
    path("<slug:code>/minutes/word/", minuting.word, name="minutes-word"),
    path("<slug:code>/minutes/check/", minuting.check, name="minutes-check"),
    path("<slug:code>/minutes/check/let-stand/", minuting.let_stand, name="minutes-let-stand"),
    path("<slug:code>/minutes/sign/", minuting.sign, name="minutes-sign"),
    path("<slug:code>/pack.pdf", views.pdf, name="pdf"),
    path("<slug:code>/pack-full.pdf", views.full_pdf, name="full"),
    path("<slug:code>/supplement-<int:number>.pdf", views.supplement_pdf, name="pdf"),
    path(
        "<slug:code>/supplement-<int:number>-full.pdf",
        views.supplement_full_pdf,
        name="full",
    ),
    path("<slug:code>/pack/figures/", revised.figures, name="figures"),
    path("<slug:code>/pack/make/", views.make, name="make"),
    path("<slug:code>/pack/making/", makings.making, name="making"),
    path("<slug:code>/pack/supplement/", makings.supplement, name="supplement"),
    path("<slug:code>/pack/check/", views.check, name="check"),
    path("<slug:code>/pack/check/let-stand/", views.let_stand, name="let-stand"),
    path("<slug:code>/pack/check/go-without/", views.go_without, name="go-without"),
    path("<slug:code>/pack/issue/", views.issue, name="issue"),
    path("<slug:code>/pack/folder/", views.folder, name="folder"),
    path("<slug:code>/papers/<str:number>/", views.paper, name="paper"),
    path("<slug:code>/papers/<str:number>/word/", views.paper_word, name="paper-word"),
    path("<slug:code>/papers/<str:number>/give/", given.give, name="give"),
    path("<slug:code>/papers/<str:number>/withdraw/", given.withdraw, name="withdraw"),
    path("<slug:code>/papers/<str:number>/given/<int:given>/", given.file, name="given-file"),
]
