# SPDX-License-Identifier: Apache-2.0
"""The addresses of the portal: French ones, and the same under /en/."""
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter

from .converters import SirenConverter
from .views import (about, answers, calendar, companies, dashboard, questions,
                    whatif)

register_converter(SirenConverter, "siren")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/obligations/", include("django_portailrse.urls")),
] + i18n_patterns(
    path("", companies.home, name="home"),
    path("entreprises/", companies.search, name="companies"),
    path("entreprises/<siren:siren>/", companies.company, name="company"),
    path("simulation/", companies.simulation, name="simulation"),
    path("simulation/resultats/", dashboard.shared, name="shared"),
    path("oublier/", companies.restart, name="restart"),
    path("questions/", questions.question, name="questions"),
    path("questions/ensemble/", questions.several, name="several"),
    path("reponses/", answers.answers, name="answers"),
    path("tableau-de-bord/", dashboard.dashboard, name="dashboard"),
    path("tableau-de-bord/reglementations/<slug:obligation>/",
         dashboard.obligation, name="obligation"),
    path("tableau-de-bord/imprimer/", dashboard.printable, name="printable"),
    path("et-si/", whatif.whatif, name="whatif"),
    path("calendrier/", calendar.calendar, name="calendar"),
    path("calendrier/echeances.ics", calendar.ics, name="ics"),
    path("a-propos/", about.about, name="about"),
    path("accessibilite/", about.accessibility, name="accessibility"),
    prefix_default_language=False)

handler400 = "portail.views.errors.bad_request"
handler403 = "portail.views.errors.forbidden"
handler404 = "portail.views.errors.not_found"
handler500 = "portail.views.errors.broken"
