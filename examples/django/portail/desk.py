# SPDX-License-Identifier: Apache-2.0
"""Somebody who has signed in, at work on one company: what may be seen and
done there is told by the portal's matrix of rights, and by nothing else."""
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import portailrse as rse
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from django_portailrse import persons

View = Callable[..., HttpResponse]
SAFE = ("GET", "HEAD")


@dataclass(frozen=True)
class Desk:
    session: rse.Session
    siren: str
    role: rse.Role

    @cached_property
    def name(self) -> str:
        return str(self.session.company(self.siren)["denomination"])

    def may(self, operation: rse.Operation) -> bool:
        return rse.access_allows(self.role, operation)

    @property
    def may_upload(self) -> bool:
        return self.may(rse.Operation.DOCUMENT_UPLOAD)

    @property
    def may_remove(self) -> bool:
        return self.may(rse.Operation.DOCUMENT_REMOVE)

    @property
    def may_analyse(self) -> bool:
        return self.may(rse.Operation.ANALYSIS_RUN)


def has_signed_in(request: HttpRequest) -> bool:
    """As the cookie says: pages that need no database ask for none."""
    return SESSION_KEY in request.session


def signed_in(view: View) -> View:
    """For who has signed in: request.person is the session in the portal, or
    None."""
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponse:
        user = request.user
        if not has_signed_in(request) or not user.is_authenticated:
            return _to_sign_in(request, rest)
        answer = view(request, persons.session_of(user), *args, **rest)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer
    return asked


def member(operation: rse.Operation) -> Callable[[View], View]:
    """For who may do this in the company of the address. Who may not know of
    the company finds no such page."""
    def around(view: View) -> View:
        @signed_in
        @wraps(view)
        def asked(request: HttpRequest, session: rse.Session | None,
                  siren: str, **rest: Any) -> HttpResponse:
            desk = _desk(session, siren)
            if not desk.may(operation):
                raise PermissionDenied
            try:
                return view(request, desk, **rest)
            except rse.NotFound as error:
                raise Http404 from error
        return asked
    return around


def _desk(session: rse.Session | None, siren: str) -> Desk:
    if session is None:
        raise Http404
    try:
        role = session.role(siren)
    except (rse.Denied, rse.Expired, rse.ParseError, rse.NotFound) as error:
        raise Http404 from error
    if role is rse.Role.NONE:
        raise Http404
    return Desk(session, siren, role)


def _to_sign_in(request: HttpRequest, rest: dict[str, Any]) -> HttpResponse:
    """And back to where one was; forms are not sent twice."""
    back = request.get_full_path()
    if request.method not in SAFE:
        back = reverse("documents", args=[rest["siren"]])
    answer: HttpResponse = redirect_to_login(back, reverse("sign_in"))
    if request.headers.get("HX-Request"):  # a page, not a part of one
        answer = HttpResponse(status=204, headers={
            "HX-Redirect": answer.headers["Location"]})
    return answer
