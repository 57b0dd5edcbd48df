"""
Pages about posts, organisations and who has which post.
"""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from saferboard.domain.refusals import require
from saferboard.partners import answers, forms, presenters, register
from saferboard.partners.models import Caretaking, Organisation, Post, User
from saferboard.partners.operations import OrganisationDescribed, PostDescribed
from saferboard.partners.permissions import refusal_to_read_for_partners
from saferboard.partners.posts import operations as posts
from saferboard.partners.queries import organisations as all_organisations
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.fields import DayField
from saferboard.ui.form_pages import FormPage, form_page, typed

POSTS = ("Posts", "partners:posts")
READS = "Who has which post"


def refusal_to_read(user: User, *, on: dt.date):
    """Return why `user` may not read who has which post, or None: partners and registrars may."""
    if posts.refusal_to_keep(user, on=on) is None:
        return None
    return refusal_to_read_for_partners(user, on=on, what=READS)


def day_asked(request: HttpRequest) -> dt.date:
    """Return the day a page is asked for, or today where none, or no real day, is given."""
    asked = request.GET.get("day", "").replace("\0", "")[:20]
    form = DayField("Day", required=False)
    try:
        return form.clean(asked) or clock.today()
    except ValidationError:
        return clock.today()


@never_cache
@login_required
def all_posts(request: HttpRequest) -> HttpResponse:
    """Every post, or the vacant ones, and who has it on a day."""
    require(refusal_to_read(request.user, on=clock.today()))
    on, vacant_only = day_asked(request), request.GET.get("vacant") == "yes"
    found = register.all_posts(on=on, vacant_only=vacant_only)
    page = {
        "table": presenters.posts_table(found, on=on) if found else None,
        "day": f"{on:%d %m %Y}",
        "vacant_only": vacant_only,
        "may_keep": posts.refusal_to_keep(request.user, on=clock.today()) is None,
        "crumbs": crumbs(),
    }
    return render(request, "partners/posts.html", page)


@never_cache
@login_required
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post: who has it, who had it, what it holds or what its vacancy holds up."""
    require(refusal_to_read(request.user, on=clock.today()))
    on = day_asked(request)
    found = register.post(code, on=on)
    if found is None:
        raise Http404("There is no post of that name.")
    held = answers.held_by(Post.objects.get(code=code), on=on)
    page = {
        "post": presenters.post_shown(found, held, on=on),
        "may_keep": posts.refusal_to_keep(request.user, on=clock.today()) is None,
        "looked_after": Caretaking.objects.filter(
            post__code=code, until__gte=clock.today()
        ).exists(),
        "crumbs": crumbs(POSTS),
    }
    return render(request, "partners/post.html", page)


@login_required
def enter_post(request: HttpRequest) -> HttpResponse:
    """Enter a post."""
    on = clock.today()
    require(posts.refusal_to_keep(request.user, on=on))
    may = posts.refusal_to_give_rights(request.user, on=on) is None
    form = forms.PostForm(typed(request), new=True, may_give_rights=may)

    def do(given: dict) -> str:
        described = PostDescribed(
            given["code"], given["title"], given["organisation"], given.get("role", "")
        )
        kept = posts.keep_post(described, new=True, by=request.user, at=clock.now())
        return reverse("partners:post", args=[kept.code])

    page = FormPage(
        "Enter a post",
        "Enter it",
        reverse("partners:posts"),
        crumbs(POSTS),
        lead=("Duties and seats belong to posts, whoever holds them.",),
        done="The post is entered. Put somebody into it next.",
    )
    return form_page(request, form, page, do)


@login_required
def change_post(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said of a post."""
    on = clock.today()
    require(posts.refusal_to_keep(request.user, on=on))
    kept = get_object_or_404(Post.objects.select_related("organisation"), code=code)
    may = posts.refusal_to_give_rights(request.user, on=on) is None
    now = {"title": kept.title, "organisation": kept.organisation.code, "role": kept.role}
    form = forms.PostForm(typed(request), new=False, may_give_rights=may, initial=now)

    def do(given: dict) -> None:
        role = given.get("role", kept.role)
        described = PostDescribed(code, given["title"], given["organisation"], role)
        posts.keep_post(described, new=False, by=request.user, at=clock.now())

    return form_page(request, form, _page(kept, f"Change the post of {kept.title}"), do)


def _page(kept: Post, title: str, button: str = "Keep the changes", **more) -> FormPage:
    return FormPage(
        title,
        button,
        reverse("partners:post", args=[kept.code]),
        crumbs(POSTS, (kept.title, "partners:post", kept.code)),
        **({"done": "It is kept."} | more),
    )


@login_required
def fill(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody into a post."""
    kept = _kept(request, code)
    form = forms.PersonForm(typed(request))

    def do(given: dict) -> None:
        posts.fill_post(kept, form.who(), since=given["since"], by=request.user, at=clock.now())

    lead = ("Somebody with an account is put into a post by an administrator.",)
    return form_page(
        request, form, _page(kept, f"Who comes into the post of {kept.title}", lead=lead), do
    )


@login_required
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """End what the holder of a post holds."""
    kept = _kept(request, code)
    form = forms.LastDayForm(typed(request))

    def do(given: dict) -> None:
        posts.leave_post(kept, last=given["last"], by=request.user, at=clock.now())

    return form_page(
        request, form, _page(kept, f"Who leaves the post of {kept.title}", "End it"), do
    )


@login_required
def vacate(request: HttpRequest, code: str) -> HttpResponse:
    """Note that nobody holds a post."""
    kept = _kept(request, code)
    form = forms.VacancyForm(typed(request))

    def do(given: dict) -> None:
        posts.note_vacancy(kept, **given, by=request.user, at=clock.now())

    return form_page(request, form, _page(kept, f"{kept.title}: nobody holds it", "Note it"), do)


@login_required
def caretaker(request: HttpRequest, code: str) -> HttpResponse:
    """Name a caretaker of a vacant post."""
    kept = _kept(request, code)
    form = forms.CaretakerForm(typed(request))

    def do(given: dict) -> None:
        posts.make_caretaker(
            kept,
            form.who(),
            since=given["since"],
            until=given["until"],
            remark=given["remark"],
            by=request.user,
            at=clock.now(),
        )

    lead = ("A caretaker has the post’s duties and rights from the first day to the last.",)
    page = _page(kept, f"Who looks after the post of {kept.title}", "Name them", lead=lead)
    return form_page(request, form, page, do)


@login_required
def end_caretaker(request: HttpRequest, code: str) -> HttpResponse:
    """End a caretaking sooner, or later, than was said."""
    kept = _kept(request, code)
    found = Caretaking.objects.filter(post=kept, until__gte=clock.today()).select_related("post")
    now = found.order_by("since", "id").first()
    if now is None:
        raise Http404("The post has no caretaker.")
    form = forms.LastDayForm(typed(request), initial={"last": now.until})

    def do(given: dict) -> None:
        posts.end_caretaking(now, last=given["last"], by=request.user, at=clock.now())

    page = _page(kept, f"The last day of the caretaker of {kept.title}", "Keep that day")
    return form_page(request, form, page, do)


def _kept(request: HttpRequest, code: str) -> Post:
    require(posts.refusal_to_keep(request.user, on=clock.today()))
    return get_object_or_404(Post.objects.select_related("organisation"), code=code)


@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation."""
    require(refusal_to_read(request.user, on=clock.today()))
    may_keep = posts.refusal_to_keep(request.user, on=clock.today()) is None
    table = presenters.organisations_table(all_organisations(), may_keep=may_keep)
    page = {"table": table, "may_keep": may_keep, "crumbs": crumbs(POSTS)}
    return render(request, "partners/organisations.html", page)


@login_required
def enter_organisation(request: HttpRequest) -> HttpResponse:
    """Enter an organisation."""
    require(posts.refusal_to_keep(request.user, on=clock.today()))
    form = forms.OrganisationForm(typed(request), new=True, initial={"responsible_authority": "no"})
    return _organisation(request, form, "Enter an organisation", "")


@login_required
def change_organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said of an organisation."""
    require(posts.refusal_to_keep(request.user, on=clock.today()))
    kept = get_object_or_404(Organisation, code=code)
    now = {
        "name": kept.name,
        "short": kept.short,
        "kind": kept.kind,
        "responsible_authority": "yes" if kept.responsible_authority else "no",
    }
    form = forms.OrganisationForm(typed(request), new=False, initial=now)
    return _organisation(request, form, f"Change {kept.name}", code)


def _organisation(
    request: HttpRequest, form: forms.OrganisationForm, title: str, code: str
) -> HttpResponse:
    def do(given: dict) -> None:
        described = OrganisationDescribed(
            code or given["code"],
            given["name"],
            given["short"],
            given["kind"],
            given["responsible_authority"] == "yes",
        )
        posts.keep_organisation(described, new=not code, by=request.user, at=clock.now())

    page = FormPage(
        title,
        "Keep it",
        reverse("partners:organisations"),
        crumbs(POSTS, ("Organisations", "partners:organisations")),
        done="The organisation is kept.",
    )
    return form_page(request, form, page, do)
