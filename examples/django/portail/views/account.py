# SPDX-License-Identifier: Apache-2.0
"""Signing in and out. Users are Django's; what they may see is told by the
portal's rights."""
from typing import Any

import portailrse as rse
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ..desk import signed_in
from ..forms import themed


DEMO = {"name": "demo", "password": "demo"}


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("This name and this password do not belong "
                           "together. Check both; capital letters count."),
        "inactive": _("This account is closed.")}

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["username"].label = _("Name of the account")
        self.fields["password"].label = _("Password")
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill in this field.")
            field.widget.attrs.pop("autofocus", None)
        themed(self)


class SignIn(LoginView):
    http_method_names = ["get", "head", "post"]
    template_name = "portail/sign_in.html"
    form_class = SignInForm
    next_page = "mine"
    redirect_authenticated_user = True
    extra_context = {"demo": DEMO if settings.PORTAIL["DEMO"] else None}

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer


sign_in = SignIn.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Takes everything from the cookie, the answers too."""
    if request.method == "POST":
        request.session.flush()
    return redirect("home")


@require_safe
@signed_in
def mine(request: HttpRequest, session: rse.Session | None) -> HttpResponse:
    """The companies of who has signed in."""
    rights = session.companies() if session else []
    companies = [{
        "siren": right["siren"], "role": right["role"],
        "name": session.company(right["siren"])["denomination"],
        "count": len(session.documents(right["siren"]))}
        for right in rights if session]
    return render(request, "portail/mine.html", {"companies": companies})
