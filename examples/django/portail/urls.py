# SPDX-License-Identifier: Apache-2.0
"""The addresses of the portal: French ones, and the same under /en/."""
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter

from .converters import DocumentConverter, FormConverter, SirenConverter
from .views import (about, account, answers, calendar, companies, dashboard,
                    document, documents, findings, questions, whatif)

register_converter(SirenConverter, "siren")
register_converter(DocumentConverter, "document")
register_converter(FormConverter, "form")

# Of one company, for its members.
of_company = [
    path("", documents.documents, name="documents"),
    path("deposer/", documents.upload, name="upload"),
    path("synthese/", findings.synthesis, name="synthesis"),
    path("synthese/<form:form>", findings.synthesis_download,
         name="synthesis_download"),
    path("<document:document>/", document.document, name="document"),
    path("<document:document>/fichier.pdf", document.file, name="file"),
    path("<document:document>/analyser/", document.analyse, name="analyse"),
    path("<document:document>/annuler/", document.cancel, name="cancel"),
    path("<document:document>/supprimer/", document.remove, name="remove"),
    path("<document:document>/<form:form>", findings.document_download,
         name="document_download"),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/obligations/", include("django_portailrse.urls")),
] + i18n_patterns(
    path("", companies.home, name="home"),
    path("entreprises/", companies.search, name="companies"),
    path("entreprises/<siren:siren>/", companies.company, name="company"),
    path("entreprises/<siren:siren>/documents/", include(of_company)),
    path("mes-entreprises/", account.mine, name="mine"),
    path("connexion/", account.sign_in, name="sign_in"),
    path("deconnexion/", account.sign_out, name="sign_out"),
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
