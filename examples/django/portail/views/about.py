# SPDX-License-Identifier: Apache-2.0
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from django_portailrse import engine


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portail/about.html",
                  {"digest": engine.pack().digest})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portail/accessibility.html")
