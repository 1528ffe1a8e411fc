# SPDX-License-Identifier: Apache-2.0
"""Admin pages that read. The library owns these rows: who may change what, and
what the journal says of it, is decided there."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .conf import configuration
from .rows import Document, Entreprise, Evenement, Exercice, ExerciceAncien
from .rows import Recu, Statut

LATEST = 20
"""Lines of a table on the page of a company."""
PAGE = 100


if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnly(ModelAdmin):
    """Everything is shown, nothing is changed."""

    actions_on_top = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest,
                              obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest,
                              obj: Model | None = None) -> bool:
        return False


def table(rows: Iterable[Model], columns: Sequence[str]) -> SafeString:
    """Rows as a table, with a line at least that says that there are none."""
    rows = list(rows)
    if not rows:
        return format_html("<p>{}</p>", _("None yet."))
    known = {field.name: field for field in rows[0]._meta.concrete_fields}
    fields = [known[name] for name in columns]
    head = format_html_join("", '<th scope="col">{}</th>',
                            ((field.verbose_name,) for field in fields))
    body = format_html_join("", "<tr>{}</tr>", (
        (format_html_join("", "<td>{}</td>", (
            (shown(getattr(row, field.name)),) for field in fields)),)
        for row in rows))
    return format_html("<table><thead><tr>{}</tr></thead>"
                       "<tbody>{}</tbody></table>", head, body)


def shown(value: Any) -> Any:
    if value is None:
        return "–"
    if isinstance(value, dict):
        return format_html_join("", "{} = {}<br>", (
            (key, json.dumps(item, ensure_ascii=False)
             if isinstance(item, (dict, list)) else item)
            for key, item in value.items()))
    return localize(value)


def receipts_zip(receipts: Iterable[Recu]) -> bytes:
    """Each receipt in a file of its own, byte for byte: a signature covers
    every byte, and `portailrse receipt verify` reads files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for receipt in receipts:
            archive.writestr(
                f"{receipt.siren}/{receipt.date:%Y-%m-%d}-"
                f"{receipt.id[:16]}.json", receipt.texte)
    return out.getvalue()


def zip_answer(receipts: Iterable[Recu]) -> HttpResponse:
    answer = HttpResponse(receipts_zip(receipts),
                          content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="receipts.zip"'
    return answer


class RecuAdmin(ReadOnly):
    list_display = ("siren", "date", "pack", "emis_le", "id")
    list_filter = ("pack", "date")
    search_fields = ("siren", "id")
    actions = ("export",)

    @admin.action(description=gettext_lazy("Export receipts"),
                  permissions=["view"])
    def export(self, request: HttpRequest,
               queryset: QuerySet[Recu]) -> HttpResponse:
        return zip_answer(queryset.iterator())


class DocumentAdmin(ReadOnly):
    list_display = ("siren", "nom", "genre", "taille", "depose_le",
                    "analyse_etat")
    list_filter = ("genre", "analyse_etat")
    search_fields = ("siren", "nom")


class EntrepriseAdmin(ReadOnly):
    list_display = ("siren", "denomination", "commune", "qualifiee_le",
                    "modifie_le")
    search_fields = ("siren", "denomination", "commune")
    actions = ("export",)
    readonly_fields = ("years", "earlier", "statuses", "receipts", "journal")
    fieldsets = (
        (None, {"fields": ("siren", "denomination", "categorie_juridique",
                           "naf", "code_postal", "commune", "pays",
                           "qualifiee_le", "cree_le", "modifie_le")}),
        (gettext_lazy("Facts"), {"fields": ("years", "earlier")}),
        (gettext_lazy("Answers"), {"fields": ("statuses", "receipts")}),
        (gettext_lazy("Journal"), {"fields": ("journal",)}),
    )

    @admin.action(description=gettext_lazy("Export receipts"),
                  permissions=["view"])
    def export(self, request: HttpRequest,
               queryset: QuerySet[Entreprise]) -> HttpResponse:
        sirens = list(queryset.values_list("siren", flat=True))
        return zip_answer(Recu.objects.filter(siren__in=sirens).iterator())

    @admin.display(description=gettext_lazy("financial years"))
    def years(self, company: Entreprise) -> SafeString:
        return table(Exercice.objects.filter(siren=company.siren),
                     ("annee", "cloture", "faits", "pack", "avertissements",
                      "auteur", "modifie_le"))

    @admin.display(description=gettext_lazy("earlier facts"))
    def earlier(self, company: Entreprise) -> SafeString:
        return table(ExerciceAncien.objects.filter(
            siren=company.siren)[:LATEST],
            ("annee", "faits", "motif", "auteur", "archive_le"))

    @admin.display(description=gettext_lazy("statuses"))
    def statuses(self, company: Entreprise) -> SafeString:
        return table(Statut.objects.filter(siren=company.siren),
                     ("obligation", "soumise", "statut", "depuis", "echeance",
                      "evalue_le"))

    @admin.display(description=gettext_lazy("receipts"))
    def receipts(self, company: Entreprise) -> SafeString:
        return table(Recu.objects.filter(siren=company.siren)[:LATEST],
                     ("id", "date", "pack", "emis_le"))

    @admin.display(description=gettext_lazy("journal"))
    def journal(self, company: Entreprise) -> SafeString:
        lines = Evenement.objects.filter(chaine=company.siren)[:LATEST]
        return format_html(
            '{}<p><a href="{}">{}</a></p>',
            table(lines, ("numero", "instant", "acteur", "action", "objet")),
            reverse("admin:portailrse_journal", args=[company.siren]),
            _("Whole journal"))

    def get_urls(self) -> list[URLPattern]:
        whole: Callable[..., HttpResponse] = self.admin_site.admin_view(
            self.whole_journal)
        return [path("<str:siren>/journal/", whole,
                     name="portailrse_journal"), *super().get_urls()]

    def whole_journal(self, request: HttpRequest,
                      siren: str) -> HttpResponse:
        """A company's journal, page by page. The admin has no page for a model
        with a key of two columns."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        company = Entreprise.objects.filter(siren=siren).first()
        if company is None:
            raise Http404
        page = Paginator(Evenement.objects.filter(chaine=siren),
                         PAGE).get_page(request.GET.get("p"))
        return TemplateResponse(
            request, "admin/django_portailrse/journal.html",
            {**self.admin_site.each_context(request), "company": company,
             "title": _("Journal of %(company)s") % {"company": company},
             "page": page, "opts": self.opts,
             "lines": table(page.object_list, (
                 "numero", "instant", "acteur", "action", "objet", "details",
                 "empreinte"))})


if configuration().STORE is not None:
    admin.site.register(Recu, RecuAdmin)
    admin.site.register(Document, DocumentAdmin)
    admin.site.register(Entreprise, EntrepriseAdmin)
