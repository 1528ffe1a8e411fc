/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/sirene_unit.h"

#include <string.h>

#include "registry/naf.h"
#include "registry/place.h"
#include "registry/unit_read.h"

#define TEXT(name) offsetof(prse_unit, name)

static prse_str text_of(const prse__node *map, const char *key)
{
    return prse__clean_raw(prse__node_get(map, key));
}

/* --- Periods --- */

static int is_later(const prse__node *period, const prse__node *than)
{
    return prse__str_cmp(text_of(period, "dateDebut"),
                         text_of(than, "dateDebut")) > 0;
}

static int is_open_ended(const prse__node *period)
{
    return !text_of(period, "dateFin").len;
}

/* The period without an end, else the one that began last: an answer for a day
 * in the past has one period, with an end. Whatever has no periods has current
 * values. */
static const prse__node *current_period(const prse__node *from,
                                        const char *key)
{
    const prse__node *periods = prse__node_get(from, key);
    const prse__node *best = NULL;
    for (const prse__node *n = periods ? periods->first : NULL; n;
         n = n->next) {
        int better = !best || is_open_ended(n) > is_open_ended(best) ||
                     (is_open_ended(n) == is_open_ended(best) &&
                      is_later(n, best));
        if (n->kind == PRSE__NODE_MAP && better)
            best = n;
    }
    return best ? best : from;
}

static prse_str state_of(const prse__node *period)
{
    return text_of(period, "etatAdministratifUniteLegale");
}

/* Beginning of the first of the periods without activity since the last one
 * with activity. */
static const prse__node *closing(const prse__node *from)
{
    const prse__node *periods = prse__node_get(from, "periodesUniteLegale");
    const prse__node *active = NULL, *first = NULL;
    const prse__node *all = periods ? periods->first : NULL;
    for (const prse__node *n = all; n; n = n->next)
        if (prse__str_is(state_of(n), "A") && (!active || is_later(n, active)))
            active = n;
    for (const prse__node *n = all; n; n = n->next)
        if (prse__str_is(state_of(n), "C") &&
            (!active || is_later(n, active)) && (!first || is_later(first, n)))
            first = n;
    return prse__node_get(first, "dateDebut");
}

/* --- Names --- */

static const prse__node *first_of(const prse__node *from, const char *key,
                                  const char *else_key)
{
    const prse__node *node = prse__node_get(from, key);
    return prse__clean_raw(node).len ? node : prse__node_get(from, else_key);
}

static int32_t is_person(const prse__node *from, const prse__node *period)
{
    return text_of(from, "sexeUniteLegale").len ||
           text_of(from, "prenom1UniteLegale").len ||
           text_of(from, "prenomUsuelUniteLegale").len ||
           text_of(period, "nomUniteLegale").len;
}

/* "FIRST LAST", or the one that is told. */
static prse_str join(prse__clean *clean, prse_str first, prse_str last)
{
    if (!first.len || !last.len || clean->failed)
        return first.len ? first : last;
    size_t size = first.len + 1 + last.len;
    char *both = prse__arena_alloc(clean->arena, size, 1);
    if (!both) {
        clean->failed = 1;
        return first;
    }
    memcpy(both, first.ptr, first.len);
    both[first.len] = ' ';
    memcpy(both + first.len + 1, last.ptr, last.len);
    return (prse_str){both, size};
}

static prse_str person_name(prse__clean *clean, const prse__node *from,
                            const prse__node *period)
{
    const prse__node *first =
        first_of(from, "prenomUsuelUniteLegale", "prenom1UniteLegale");
    const prse__node *last =
        first_of(period, "nomUsageUniteLegale", "nomUniteLegale");
    prse_str first_text = prse__clean_name(clean, first);
    return join(clean, first_text, prse__clean_name(clean, last));
}

static prse_str name_of(prse__clean *clean, const prse__node *from,
                        const prse__node *period, int person)
{
    prse_str name = {NULL, 0};
    if (person)
        name = person_name(clean, from, period);
    return name.len ? name
                    : prse__clean_name(
                          clean,
                          prse__node_get(period, "denominationUniteLegale"));
}

/* --- The unit --- */

static const prse__clean_field unit_fields[] = {
    {"sigleUniteLegale", TEXT(sigle), prse__clean_name},
    {"trancheEffectifsUniteLegale", TEXT(tranche_effectif),
     prse__clean_class},
    {"anneeEffectifsUniteLegale", TEXT(annee_effectif), prse__clean_year},
    {"categorieEntreprise", TEXT(categorie_entreprise), prse__clean_code},
    {"dateCreationUniteLegale", TEXT(date_creation), prse__clean_day},
    {"dateDernierTraitementUniteLegale", TEXT(date_mise_a_jour),
     prse__clean_day},
    {NULL, 0, NULL},
};

static const prse__clean_field period_fields[] = {
    {"denominationUsuelle1UniteLegale", TEXT(nom_usuel), prse__clean_name},
    {"denominationUsuelle2UniteLegale", TEXT(nom_usuel), prse__clean_name},
    {"denominationUsuelle3UniteLegale", TEXT(nom_usuel), prse__clean_name},
    {"categorieJuridiqueUniteLegale", TEXT(categorie_juridique),
     prse__clean_code},
    {"economieSocialeSolidaireUniteLegale", TEXT(ess), prse__clean_yes_no},
    {"societeMissionUniteLegale", TEXT(societe_mission), prse__clean_yes_no},
    {NULL, 0, NULL},
};

static prse_str code_at(prse__clean *clean, const prse__node *from,
                        const char *key)
{
    const prse__node *node = prse__node_get(from, key);
    return node ? prse__clean_code(clean, node) : (prse_str){NULL, 0};
}

static void read_activity(prse__clean *clean, prse_unit *unit,
                          const prse__node *from, const prse__node *period)
{
    prse__naf_put(unit,
                  code_at(clean, from, "activitePrincipaleNAF25UniteLegale"),
                  PRSE_STR("NAF2025"));
    prse__naf_put(unit, code_at(clean, period, "activitePrincipaleUniteLegale"),
                  text_of(period,
                          "nomenclatureActivitePrincipaleUniteLegale"));
}

/* The number of the seat is its unit's and five digits more. */
static prse_str seat_of(prse__clean *clean, prse_str siren,
                        const prse__node *period)
{
    enum { SIREN = 9, NIC = 5 };
    prse_str nic = text_of(period, "nicSiegeUniteLegale");
    char siret[SIREN + NIC];
    if (nic.len != NIC || siren.len != SIREN)
        return (prse_str){NULL, 0};
    memcpy(siret, siren.ptr, SIREN);
    memcpy(siret + SIREN, nic.ptr, NIC);
    prse__node node = {.kind = PRSE__NODE_QUOTED,
                       .text = {siret, sizeof siret}};
    return prse__clean_siret(clean, &node);
}

static int32_t open_of(prse_str state)
{
    return prse__str_is(state, "A") ? 1 : prse__str_is(state, "C") ? 0 : -1;
}

/* Before 2023 the names of persons who refused diffusion could come along. */
static void settle_diffusion(prse_unit *unit, prse_str status)
{
    unit->partial = prse__str_is(status, "P");
    if (prse__str_is(status, "N"))
        prse__unit_hide(unit);
}

void prse__sirene_unit(prse__clean *clean, prse__unit *unit, prse_str siren,
                       const prse__node *from)
{
    prse_unit *is = &unit->is;
    const prse__node *period = current_period(from, "periodesUniteLegale");
    is->size = sizeof *is;
    is->siren = siren;
    is->source = PRSE_STR("sirene");
    is->open = open_of(state_of(period));
    is->natural_person = is_person(from, period);
    is->denomination = name_of(clean, from, period, is->natural_person);
    prse__clean_fields(clean, is, from, unit_fields);
    prse__clean_fields(clean, is, period, period_fields);
    read_activity(clean, is, from, period);
    is->siret_siege = seat_of(clean, siren, period);
    if (is->open == 0)
        is->date_fermeture = prse__clean_day(clean, closing(from));
    settle_diffusion(is, text_of(from, "statutDiffusionUniteLegale"));
}

/* --- The seat --- */

static const prse__clean_field address_fields[] = {
    {"codePostalEtablissement", TEXT(code_postal), prse__clean_postcode},
    {"codeCommuneEtablissement", TEXT(code_commune), prse__clean_commune},
    {"libelleCommuneEtablissement", TEXT(commune), prse__clean_name},
    {"libelleCommuneEtrangerEtablissement", TEXT(commune), prse__clean_name},
    {"codePaysEtrangerEtablissement", TEXT(code_pays), prse__clean_country},
    {"libellePaysEtrangerEtablissement", TEXT(pays), prse__clean_name},
    {NULL, 0, NULL},
};

static const prse__clean_field sign_fields[] = {
    {"denominationUsuelleEtablissement", TEXT(nom_usuel), prse__clean_name},
    {"enseigne1Etablissement", TEXT(nom_usuel), prse__clean_name},
    {"enseigne2Etablissement", TEXT(nom_usuel), prse__clean_name},
    {"enseigne3Etablissement", TEXT(nom_usuel), prse__clean_name},
    {NULL, 0, NULL},
};

void prse__sirene_seat(prse__clean *clean, prse_unit *unit,
                       const prse__node *from)
{
    static const prse__clean_field number[] = {
        {"siret", TEXT(siret_siege), prse__clean_siret}, {NULL, 0, NULL}};
    const prse__node *address = prse__node_get(from, "adresseEtablissement");
    prse__clean_fields(clean, unit, from, number);
    prse__clean_fields(clean, unit, address ? address : from, address_fields);
    prse__clean_fields(clean, unit,
                       current_period(from, "periodesEtablissement"),
                       sign_fields);
    if (prse__str_is(text_of(from, "statutDiffusionEtablissement"), "N"))
        prse__unit_hide(unit);
    prse__place_settle(unit);
}
