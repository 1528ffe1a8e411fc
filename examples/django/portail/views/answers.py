# SPDX-License-Identifier: Apache-2.0
"""What is known, who says so, and where to correct it."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import rows
from ..answers import of_dossier
from ..dossier import Dossier


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    dossier = Dossier.of(request)
    if not dossier.started:
        return render(request, "portail/empty.html",
                      {"heading": _("What is known")})
    return render(request, "portail/answers.html", {
        "rows": rows.known(dossier), "others": rows.others(dossier),
        "warnings": of_dossier(dossier).warnings})
