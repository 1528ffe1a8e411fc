# SPDX-License-Identifier: Apache-2.0
"""When the database or a service is away: a page that says so, and 503. The
portal's own pages need neither; admin pages and the store do."""
from collections.abc import Callable

import portailrse as rse
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

AWAY = (OperationalError, InterfaceError, rse.Busy, rse.IoError,
        rse.TimedOut, rse.Refused,
        rse.PeerError, rse.TlsError, rse.RateLimited)
RETRY_S = 60


class Unavailable:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception
                          ) -> HttpResponse | None:
        if not isinstance(failure, AWAY):
            return None
        answer = render(request, "portail/error.html", {
            "heading": _("Not available for now"),
            "text": _("What this page needs does not answer. Try again in a "
                      "minute; your answers are still there.")},
            status=503)
        answer["Retry-After"] = str(RETRY_S)
        return answer
