# SPDX-License-Identifier: Apache-2.0
"""The calendar and the report of a company that is found by its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import portailrse as rse

from . import engine
from .calendar import calendar

View = Callable[[HttpRequest, str], HttpResponse]

RETRY_S = 60
UNAVAILABLE = (rse.TimedOut, rse.Refused, rse.PeerError, rse.TlsError,
               rse.RateLimited, rse.IoError)


def problem(status: int, title: str, detail: str = "") -> HttpResponse:
    """A failure as RFC 9457 writes it."""
    answer = JsonResponse(
        {"type": "about:blank", "title": title, "status": status,
         "detail": detail}, status=status,
        content_type="application/problem+json")
    if status == 503:
        answer["Retry-After"] = str(RETRY_S)
    return answer


def telling(view: View) -> View:
    """Failures of the library as answers."""
    @wraps(view)
    def told(request: HttpRequest, number: str) -> HttpResponse:
        try:
            return view(request, number)
        except rse.NotFound as error:
            return problem(404, _("No company has this number."), str(error))
        except (rse.Invalid, rse.ParseError, rse.FactError) as error:
            return problem(400, _("This is no number of a company, or no "
                                  "day."), str(error))
        except UNAVAILABLE as error:
            return problem(503, _("No register answers."), str(error))

    return told


def _day(request: HttpRequest) -> date:
    """?date=2026-11-27: the day of the law."""
    written = request.GET.get("date", "")
    if not written:
        return engine.today()
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise rse.ParseError(f"date={written!r}: {error}") from error


@require_safe
@telling
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about a company, as the library writes it."""
    return JsonResponse(
        engine.run(number, day=_day(request)).json(engine.lang()),
        json_dumps_params={"ensure_ascii": False})


@require_safe
@telling
def deadlines(request: HttpRequest, number: str) -> HttpResponse:
    """The deadlines of a company, for a calendar program."""
    siren = rse.read_number(number).siren
    ran = engine.run(number, day=_day(request))
    answer = HttpResponse(calendar(ran.verdicts(engine.lang()), siren),
                          content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{siren}.ics"'
    return answer
