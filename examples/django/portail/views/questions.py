# SPDX-License-Identifier: Apache-2.0
"""One question at a time, the one whose answer decides most first."""
from collections import Counter
from typing import cast
from urllib.parse import urlencode

from django.forms import ChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from django_portailrse.forms import FactsForm

from .. import rows, wording
from .errors import elsewhere
from ..answers import Answers, of_dossier
from ..dossier import Dossier, slot_name, slot_parts
from ..forms import QuestionForm, themed
from ..wording import Fact


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    dossier = Dossier.of(request)
    if not dossier.started:
        return render(request, "portail/empty.html",
                      {"heading": _("Questions")})
    if request.method == "POST":
        return _answered(request, dossier)
    answers = of_dossier(dossier)
    slot = request.GET.get("fait", "")
    if _is_slot(slot):
        return _ask(request, dossier, answers, slot)
    if answers.question is None:
        return _done(request, dossier, answers)
    return _to(slot_name(answers.question.fact, answers.question.year))


def _to(slot: str) -> HttpResponse:
    """Each question has an address, so that a browser's "back" finds it."""
    return redirect(reverse("questions") + "?" + urlencode({"fait": slot}))


def _is_slot(slot: str) -> bool:
    return slot in rows.slots(wording.facts().values())


def _done(request: HttpRequest, dossier: Dossier, answers: Answers
          ) -> HttpResponse:
    return render(request, "portail/questions_done.html", {
        "progress": answers.progress,
        "skipped": [rows.plain(slot) for slot in dossier.skipped
                    if _is_slot(slot)]})


def _ask(request: HttpRequest, dossier: Dossier, answers: Answers, slot: str,
         form: QuestionForm | None = None) -> HttpResponse:
    fact, year = slot_parts(slot)
    entry = wording.facts()[fact]
    asked = answers.question
    if asked and (asked.fact, asked.year) != (fact, year):
        asked = None
    context = {
        "form": form or QuestionForm(entry), "fact": entry, "slot": slot,
        "heading": wording.question(entry, year),
        "asked": asked, "progress": answers.progress,
        "back": dossier.before(slot), "own": slot in dossier.answers,
        "said": rows.row(dossier, slot) if slot in dossier.facts() else None,
        "year_label": wording.years(entry, year),
        "field_label": _field_label(entry),
        "brackets": [(name, wording.value(entry, written))
                     for name, written in entry.brackets.items()]}
    return render(request, "portail/question.html", context,
                  status=422 if form else 200)


def _field_label(fact: Fact) -> str:
    if fact.kind == "date":
        return _("Day")
    return _("Exact figure") if fact.unit else _("Code")


def _answered(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    slot = request.POST.get("fait", "")
    if not dossier.is_meant(request):
        return elsewhere(request)
    if not _is_slot(slot):
        return redirect("questions")
    entry = wording.facts()[slot_parts(slot)[0]]
    choice = request.POST.get("choix", "")
    if choice == "unknown":
        dossier.skip(slot)
    elif choice == "forget":
        dossier.forget(slot)
    else:
        form = QuestionForm(entry, {
            "valeur": choice or request.POST.get("valeur", "")})
        if not form.is_valid():
            return _ask(request, dossier, of_dossier(dossier), slot, form)
        dossier.answer(slot, form.cleaned_data["valeur"])
    dossier.keep(request)
    return redirect("questions")


@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest) -> HttpResponse:
    """Every question that still matters, on one page."""
    dossier = Dossier.of(request)
    if not dossier.started:
        return redirect("questions")
    if not dossier.is_meant(request):
        return elsewhere(request)
    answers = of_dossier(dossier)
    only = request.POST.getlist("fait") or _open_slots(answers)
    form = FactsForm(request.POST or None, known=dossier.facts(),
                     only=[slot for slot in only if _is_slot(slot)])
    _tell_brackets(form)
    themed(form)
    if request.method == "POST" and form.is_valid():
        for slot, value in form.facts().items():
            dossier.answer(slot, wording.written(value))
        dossier.keep(request)
        return redirect("dashboard")
    return render(request, "portail/several.html", {
        "form": form, "progress": answers.progress},
        status=422 if form.errors else 200)


def _tell_brackets(form: FactsForm) -> None:
    """Brackets in words; the pack's names of them are short."""
    for name, slot in form.slots.items():
        entry, field = wording.facts()[slot.fact], form.fields[name]
        if entry.is_number and isinstance(field, ChoiceField):
            choices = cast(list[tuple[str, str]], field.choices)
            field.choices = [
                (value, wording.value(entry, entry.brackets.get(value, value))
                 if value else label) for value, label in choices]


def _open_slots(answers: Answers) -> list[str]:
    """The facts that open answers depend on; those that most do, first."""
    counts = Counter(missing.slot for card in answers.cards
                     for missing in card.missing)
    return [slot for slot, _n in counts.most_common()]
