# SPDX-License-Identifier: Apache-2.0
"""path("obligations/", include("django_portailrse.urls"))"""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "portailrse"
urlpatterns = [
    path("<str:number>.ics", views.deadlines, name="deadlines"),
    path("<str:number>.json", views.report, name="report"),
]
