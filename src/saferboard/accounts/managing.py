"""
An administrator's pages: accounts, posts, invitations.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.accounts import operations, presenters, queries, sending
from saferboard.accounts.forms import EndForm, FillForm, InviteForm
from saferboard.accounts.models import Invitation
from saferboard.accounts.permissions import refusal_to_close, refusal_to_manage
from saferboard.domain.refusals import Refused, require
from saferboard.partners.models import Holding, Post, User
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs

ACCOUNTS, POSTS = ("Accounts", "accounts:accounts"), ("Posts", "accounts:posts")


@never_cache
@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    require(refusal_to_manage(request.user, on=clock.today()))
    page = presenters.accounts_page(
        queries.accounts(), queries.invitations(at=clock.now()), on=clock.today()
    )
    return render(request, "accounts/accounts.html", {"page": page, "crumbs": crumbs()})


@never_cache
@login_required
def account(request: HttpRequest, number: int) -> HttpResponse:
    require(refusal_to_manage(request.user, on=clock.today()))
    return _account_page(request, number)


def _account_page(
    request: HttpRequest, number: int, *, form: EndForm | None = None, holding: int | None = None
) -> HttpResponse:
    found = queries.accounts(number=number)
    if not found:
        raise Http404("There is no such account.")
    refusal = refusal_to_close(request.user, User.objects.get(pk=number), on=clock.today())
    page = presenters.account_page(found[0], refusal, on=clock.today(), form=form, holding=holding)
    return render(
        request,
        "accounts/account.html",
        {"page": page, "crumbs": crumbs(ACCOUNTS)},
        status=400 if form is not None and form.errors else 200,
    )


@never_cache
@login_required
def posts(request: HttpRequest) -> HttpResponse:
    require(refusal_to_manage(request.user, on=clock.today()))
    found = queries.posts(on=clock.today(), at=clock.now())
    page = presenters.posts_page(found)
    return render(request, "accounts/posts.html", {"page": page, "crumbs": crumbs(ACCOUNTS)})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def post(request: HttpRequest, code: str) -> HttpResponse:
    """Who holds a post, and putting somebody else into it."""
    require(refusal_to_manage(request.user, on=clock.today()))
    kept = get_object_or_404(Post, code=code)
    form = FillForm(request.POST or None, accounts=presenters.account_choices(queries.accounts()))
    if request.method == "POST" and form.is_valid():
        account = get_object_or_404(User, pk=form.cleaned_data["account"])
        try:
            operations.put_in_post(
                account, kept, since=form.cleaned_data["since"], by=request.user, at=clock.now()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The post of {kept.title} has a new holder.")
            return redirect("accounts:posts")
    found = queries.posts(on=clock.today(), at=clock.now(), code=code)[0]
    page = {
        "post": presenters.post_page(found),
        "form": form,
        "crumbs": crumbs(ACCOUNTS, POSTS),
    }
    return render(request, "accounts/post.html", page, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    require(refusal_to_manage(request.user, on=clock.today()))
    choices = presenters.post_choices(queries.posts(on=clock.today(), at=clock.now()))
    form = InviteForm(
        request.POST or None, posts=choices, initial={"post": request.GET.get("post", "")}
    )
    if request.method == "POST" and form.is_valid():
        typed, at = form.cleaned_data, clock.now()
        try:
            invitation, link = sending.invite(
                typed["name"],
                email=typed["email"],
                post=get_object_or_404(Post, code=typed["post"]),
                since=typed["since"],
                by=request.user,
                at=at,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            page = {"invitation": invitation, "link": link}
            return render(request, "accounts/invited.html", page)
    page = {"form": form, "crumbs": crumbs(ACCOUNTS)}
    return render(request, "accounts/invite.html", page, status=400 if form.errors else 200)


@require_POST
@login_required
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=number)
    operations.cancel_invitation(invitation, by=request.user, at=clock.now())
    messages.success(request, "The invitation is cancelled.")
    return redirect("accounts:accounts")


@require_POST
@login_required
def end_holding(request: HttpRequest, number: int) -> HttpResponse:
    require(refusal_to_manage(request.user, on=clock.today()))
    holding = get_object_or_404(Holding.objects.select_related("person__account"), pk=number)
    account = getattr(holding.person, "account", None)
    if account is None:
        raise Http404("Whoever holds it has no account.")
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            operations.end_holding(
                holding,
                from_day=form.cleaned_data["from_day"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error("from_day", str(refused))
        else:
            messages.success(request, f"They no longer hold the post of {holding.post.title}.")
            return redirect("accounts:account", number=account.pk)
    return _account_page(request, account.pk, form=form, holding=number)


def _on_account(operation, done: str):
    """A button on an account's page: one operation, and back."""

    @require_POST
    @login_required
    def view(request: HttpRequest, number: int) -> HttpResponse:
        require(refusal_to_manage(request.user, on=clock.today()))
        operation(get_object_or_404(User, pk=number), by=request.user, at=clock.now())
        messages.success(request, done)
        return redirect("accounts:account", number=number)

    return view


close = _on_account(operations.close_account, "The account is closed.")
reopen = _on_account(operations.reopen_account, "The account is open again.")
remove_factors = _on_account(
    operations.remove_second_factors,
    "Their second factors are removed. They set one up when they next sign in.",
)
