/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/conflict.h"

/* The fields of prse_unit, where the directory has them, and their names. */
static const struct {
    const char *field, *path, *fr, *en;
} FIELDS[] = {
    {"siret_siege", "siege.siret", "SIRET du si\u00e8ge", "SIRET of the seat"},
    {"denomination", "nom_raison_sociale", "d\u00e9nomination", "name"},
    {"sigle", "sigle", "sigle", "acronym"},
    {"categorie_juridique", "nature_juridique", "cat\u00e9gorie juridique",
     "legal category"},
    {"naf", "activite_principale", "activit\u00e9 (NAF)", "activity (NAF)"},
    {"naf25", "activite_principale_naf25", "activit\u00e9 (NAF 2025)",
     "activity (NAF 2025)"},
    {"categorie_entreprise", "categorie_entreprise",
     "cat\u00e9gorie d'entreprise", "company category"},
    {"tranche_effectif", "tranche_effectif_salarie", "tranche d'effectif",
     "headcount class"},
    {"date_creation", "date_creation", "date de cr\u00e9ation",
     "day of creation"},
    {"date_fermeture", "date_fermeture", "date de fermeture",
     "day of closing"},
    {"ess", "complements.est_ess",
     "\u00e9conomie sociale et solidaire", "social economy"},
    {"societe_mission", "complements.est_societe_mission",
     "soci\u00e9t\u00e9 \u00e0 mission", "company with a mission"},
    {"code_postal", "siege.code_postal", "code postal", "postal code"},
    {"code_commune", "siege.commune", "code commune", "municipality code"},
    {"commune", "siege.libelle_commune", "commune", "municipality"},
    {"departement", "siege.departement", "d\u00e9partement", "department"},
    {"code_pays", "siege.code_pays_etranger", "pays du si\u00e8ge",
     "country of the seat"},
    {"pays", "siege.libelle_pays_etranger", "nom du pays du si\u00e8ge",
     "name of the seat's country"},
    {"open", "etat_administratif", "\u00e9tat", "state"}};

/* A service knows no such unit, and the register has it. */
static int is_ghost(const prse__lookup *lookup)
{
    return lookup->absent && prse__lookup_found(lookup) &&
           !lookup->asked.is.siren.len;
}

size_t prse__conflict_count(const prse__lookup *lookup)
{
    return lookup->conflict_count + (size_t)is_ghost(lookup);
}

static size_t known_field(const char *field)
{
    size_t i = 0;
    while (i < sizeof FIELDS / sizeof *FIELDS &&
           !prse__str_is(prse_str_of(field), FIELDS[i].field))
        i++;
    return i;
}

prse_str prse__conflict_path(const prse__lookup *lookup, size_t index)
{
    if (index >= lookup->conflict_count)
        return (prse_str){NULL, 0};
    size_t i = known_field(lookup->conflicts[index].field);
    return i < sizeof FIELDS / sizeof *FIELDS ? prse_str_of(FIELDS[i].path)
                                              : (prse_str){NULL, 0};
}

static const char *label(const char *field, prse_lang lang)
{
    size_t i = known_field(field);
    if (i == sizeof FIELDS / sizeof *FIELDS)
        return field;
    return lang == PRSE_LANG_FR ? FIELDS[i].fr : FIELDS[i].en;
}

static const char *speaker(prse_str source, prse_lang lang)
{
    const prse__service_name *name = prse__service_of(source);
    if (!name)
        return "?";
    return lang == PRSE_LANG_FR ? name->fr : name->en;
}

/* The number that lives on is the last word of why the other is gone, where it
 * is told. */
static prse_str survivor_of(const prse_error *gone)
{
    enum { SIREN = 9 };
    prse_str text = prse_str_of(gone->message);
    size_t at = text.len;
    while (at > 0 && text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9')
        at--;
    return text.len - at == SIREN ? (prse_str){text.ptr + at, SIREN}
                                  : (prse_str){NULL, 0};
}

static void say_gone(prse__buf *text, const prse_error *gone, prse_lang lang)
{
    prse_str survivor = survivor_of(gone);
    prse__buf_adds(text, lang == PRSE_LANG_FR
                             ? "Le registre hors ligne conna\u00eet cette "
                               "unit\u00e9 sous un num\u00e9ro qu'elle n'a "
                               "plus selon le r\u00e9pertoire Sirene"
                             : "The offline register knows this unit by a "
                               "number that it no longer has according to "
                               "the Sirene register");
    if (survivor.len)
        prse__buf_adds(text, lang == PRSE_LANG_FR ? "\u00a0; le nouveau est "
                                                  : "; the new one is ");
    prse__buf_add(text, survivor);
    prse__buf_addc(text, '.');
}

static void say_ghost(prse__buf *text, const prse__lookup *lookup,
                      prse_lang lang)
{
    const prse__service_name *name =
        prse__service_named((int32_t)lookup->denier);
    if (lang == PRSE_LANG_FR)
        prse__buf_addf(text,
                       "Le registre hors ligne conna\u00eet cette "
                       "unit\u00e9, que %s ne conna\u00eet pas.",
                       name->fr);
    else
        prse__buf_addf(text,
                       "The offline register knows this unit, which %s does "
                       "not.",
                       name->en);
}

static void say_unit(prse__buf *text, const prse__lookup *lookup,
                     prse_lang lang)
{
    if (lookup->gone.code)
        say_gone(text, &lookup->gone, lang);
    else
        say_ghost(text, lookup, lang);
}

void prse__conflict_say(prse__buf *text, const prse__lookup *lookup,
                        size_t index, prse_lang lang)
{
    if (index >= lookup->conflict_count) {
        say_unit(text, lookup, lang);
        return;
    }
    const prse__unit_conflict *c = &lookup->conflicts[index];
    const char *says = lang == PRSE_LANG_FR ? "dit" : "says";
    prse__buf_addf(text, "%s%s %s %s ", label(c->field, lang),
                   lang == PRSE_LANG_FR ? "\u00a0:" : ":",
                   speaker(lookup->asked.is.source, lang), says);
    prse__buf_add(text, c->first);
    prse__buf_addf(text, ", %s %s ", speaker(lookup->filed.is.source, lang),
                   says);
    prse__buf_add(text, c->second);
}
