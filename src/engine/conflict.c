/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/conflict.h"

/* The fields of prse_unit, where the directory has them, and their names. */
static const struct {
    const char *field, *path, *fr, *en;
} FIELDS[] = {
    {"siret_siege", "siege.siret", "SIRET du si\u00e8ge", "SIRET of the seat"},
    {"denomination", "nom_raison_sociale", "d\u00e9nomination", "name"},
    {"sigle", "sigle", "sigle", "acronym"},
    {"nom_usuel", "nom_usuel", "nom usuel", "usual name"},
    {"categorie_juridique", "nature_juridique", "cat\u00e9gorie juridique",
     "legal category"},
    {"naf", "activite_principale", "activit\u00e9 (NAF)", "activity (NAF)"},
    {"naf25", "activite_principale_naf25", "activit\u00e9 (NAF 2025)",
     "activity (NAF 2025)"},
    {"categorie_entreprise", "categorie_entreprise",
     "cat\u00e9gorie d'entreprise", "company category"},
    {"tranche_effectif", "tranche_effectif_salarie", "tranche d'effectif",
     "headcount class"},
    {"code_postal", "siege.code_postal", "code postal", "postal code"},
    {"commune", "siege.libelle_commune", "commune", "municipality"},
    {"code_pays", "siege.code_pays_etranger", "pays du si\u00e8ge",
     "country of the seat"},
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

static void say_ghost(prse__buf *text, prse_lang lang)
{
    prse__buf_adds(text, lang == PRSE_LANG_FR
                             ? "L'annuaire des entreprises ne conna\u00eet "
                               "pas cette unit\u00e9, le registre hors ligne "
                               "la conna\u00eet."
                             : "The directory of companies knows no such "
                               "unit, the offline register does.");
}

void prse__conflict_say(prse__buf *text, const prse__lookup *lookup,
                        size_t index, prse_lang lang)
{
    if (index >= lookup->conflict_count) {
        say_ghost(text, lang);
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
