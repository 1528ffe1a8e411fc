# SPDX-License-Identifier: Apache-2.0
"""What a visitor reads when a page cannot be given."""
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, heading: str, text: str
          ) -> HttpResponse:
    return render(request, "portail/error.html",
                  {"heading": heading, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 400, _("This request cannot be read"),
                 _("Something in it is not what a browser sends."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 403, _("This is not allowed"),
                 _("You may not see this page."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, _("This form is too old"),
                 _("The form was opened before cookies were accepted, or too "
                   "long ago. Go back, load the page again and send it once "
                   "more."))


def elsewhere(request: HttpRequest) -> HttpResponse:
    return _page(request, 409, _("This page was about another company"),
                 _("You chose the company anew in another window. What you "
                   "have just sent was not kept."))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 404, _("There is no such page"),
                 _("The address may be mistyped, or the page has moved."))


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "portail/broken.html", status=500)
