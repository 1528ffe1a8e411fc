/* SPDX-License-Identifier: Apache-2.0 */
/* Keys come and go in the directory's answers: what is unknown is skipped, what
 * is missing is silent. */
#include "registry/directory_unit.h"

#include "registry/naf.h"
#include "registry/place.h"
#include "registry/unit_read.h"

enum { MOST_YEARS = 100 };

#define TEXT(name) offsetof(prse_unit, name)

/* --- Names --- */

static prse_str text_of(const prse__node *map, const char *key)
{
    return prse__clean_raw(prse__node_get(map, key));
}

/* Where the text of a last group in brackets begins; 0: there is none. */
static size_t last_group(prse_str name)
{
    if (!name.len || name.ptr[name.len - 1] != ')')
        return 0;
    for (size_t i = name.len; i > 2; i--)
        if (name.ptr[i - 1] == '(' && name.ptr[i - 2] == ' ')
            return i;
    return 0;
}

static int is_decoration(prse_str group, const prse__node *unit)
{
    const prse__node *seat = prse__node_get(unit, "siege");
    return prse__str_eq(group, text_of(unit, "sigle")) ||
           prse__str_eq(group, text_of(seat, "nom_commercial")) ||
           prse__str_starts(group, "[");
}

/* A full name is a name, then "(NAME AT BIRTH)" of a person who uses another,
 * "(TRADE NAME)" and "(ACRONYM)". */
static prse_str bare_name(const prse__node *unit, int person)
{
    prse_str name = text_of(unit, "nom_complet");
    for (size_t at = last_group(name); at > 0; at = last_group(name)) {
        prse_str group = {name.ptr + at, name.len - at - 1};
        if (!person && !is_decoration(group, unit))
            break;
        name = prse__str_trim((prse_str){name.ptr, at - 1});
    }
    return name;
}

static prse_str name_of(prse__clean *clean, const prse__node *unit,
                        int person)
{
    const prse__node *legal = prse__node_get(unit, "nom_raison_sociale");
    return prse__clean_raw(legal).len
               ? prse__clean_name(clean, legal)
               : prse__clean_text(clean, bare_name(unit, person));
}

/* The directory says so beside other things that an answer may leave out; else
 * the legal category tells, persons being those of 1. Without either, only
 * persons have a full name without a name in law, or a hidden one. */
static int32_t is_person(const prse__node *from)
{
    const prse__node *told = prse__node_path(
        from, PRSE_STR("complements.est_entrepreneur_individuel"));
    const prse__node *legal = prse__node_get(from, "nom_raison_sociale");
    if (told && told->kind == PRSE__NODE_PLAIN && told->text.len > 0 &&
        !prse__str_is(told->text, "null"))
        return prse__str_is(told->text, "true");
    prse_str category = text_of(from, "nature_juridique");
    if (category.len)
        return prse__str_starts(category, "1");
    return prse__clean_masked(legal) || (!prse__clean_raw(legal).len &&
                                         text_of(from, "nom_complet").len);
}

/* --- The seat --- */

static const prse__clean_field seat_fields[] = {
    {"siret", TEXT(siret_siege), prse__clean_siret},
    {"nom_commercial", TEXT(nom_usuel), prse__clean_name},
    {"code_postal", TEXT(code_postal), prse__clean_postcode},
    {"commune", TEXT(code_commune), prse__clean_commune},
    {"libelle_commune", TEXT(commune), prse__clean_name},
    {"libelle_commune_etranger", TEXT(commune), prse__clean_name},
    {"departement", TEXT(departement), prse__clean_department},
    {"code_pays_etranger", TEXT(code_pays), prse__clean_country},
    {"libelle_pays_etranger", TEXT(pays), prse__clean_name},
    {NULL, 0, NULL},
};

static int belongs(prse_str siret, prse_str siren)
{
    return !siret.len || (siret.len > siren.len &&
                          prse__str_eq((prse_str){siret.ptr, siren.len},
                                       siren));
}

/* A seat of another unit tells nothing of this one. */
static void read_seat(prse__clean *clean, prse_unit *unit,
                      const prse__node *from)
{
    const prse__node *seat = prse__node_get(from, "siege");
    if (!seat || !belongs(text_of(seat, "siret"), unit->siren))
        return;
    prse__clean_fields(clean, unit, seat, seat_fields);
    const prse__node *signs = prse__node_get(seat, "liste_enseignes");
    for (const prse__node *n = signs ? signs->first : NULL;
         n && !unit->nom_usuel.len; n = n->next)
        unit->nom_usuel = prse__clean_name(clean, n);
    prse__place_settle(unit);
}

/* --- Accounts --- */

static prse__finance read_year(prse__clean *clean, const prse__node *from)
{
    prse__finance finance = {0};
    const prse__node *ca = prse__node_get(from, "ca");
    const prse__node *result = prse__node_get(from, "resultat_net");
    for (size_t i = 0; from->key.len == 4 && i < 4; i++) {
        int digit = from->key.ptr[i] - '0';
        if (digit < 0 || digit > 9)
            return finance;
        finance.year = finance.year * 10 + digit;
    }
    if (ca)
        finance.ca = prse__clean_amount(clean, ca);
    if (result)
        finance.resultat_net = prse__clean_amount(clean, result);
    return finance;
}

static void read_finances(prse__clean *clean, prse__unit *unit,
                          const prse__node *from)
{
    const prse__node *years = prse__node_get(from, "finances");
    if (!years || years->kind != PRSE__NODE_MAP || !years->count)
        return;
    size_t room = years->count < MOST_YEARS ? years->count : MOST_YEARS;
    prse__finance *all = prse__arena_alloc(clean->arena, room, sizeof *all);
    size_t count = 0;
    if (!all) {
        clean->failed = 1;
        return;
    }
    for (const prse__node *n = years->first; n && count < room; n = n->next) {
        all[count] = read_year(clean, n);
        count += all[count].year &&
                 (all[count].ca.len || all[count].resultat_net.len);
    }
    unit->finance_count = count;
    unit->finances = count ? all : NULL;
}

/* --- The unit --- */

static const prse__clean_field unit_fields[] = {
    {"sigle", TEXT(sigle), prse__clean_name},
    {"nature_juridique", TEXT(categorie_juridique), prse__clean_code},
    {"categorie_entreprise", TEXT(categorie_entreprise), prse__clean_code},
    {"tranche_effectif_salarie", TEXT(tranche_effectif), prse__clean_class},
    {"annee_tranche_effectif_salarie", TEXT(annee_effectif), prse__clean_year},
    {"date_creation", TEXT(date_creation), prse__clean_day},
    {"date_fermeture", TEXT(date_fermeture), prse__clean_day},
    /* Insee's date is that of a change, the other that of an indexing. */
    {"date_mise_a_jour_insee", TEXT(date_mise_a_jour), prse__clean_day},
    {"date_mise_a_jour", TEXT(date_mise_a_jour), prse__clean_day},
    {NULL, 0, NULL},
};

static const prse__clean_field complement_fields[] = {
    {"est_ess", TEXT(ess), prse__clean_yes_no},
    {"est_societe_mission", TEXT(societe_mission), prse__clean_yes_no},
    {NULL, 0, NULL},
};

static int32_t open_of(prse_str state)
{
    return prse__str_is(state, "A") ? 1 : prse__str_is(state, "C") ? 0 : -1;
}

static void read_activity(prse__clean *clean, prse_unit *unit,
                          const prse__node *from)
{
    static const char *const keys[] = {"activite_principale_naf25",
                                       "activite_principale"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const prse__node *node = prse__node_get(from, keys[i]);
        if (node)
            prse__naf_put(unit, prse__clean_code(clean, node),
                          i ? (prse_str){NULL, 0} : PRSE_STR("NAF2025"));
    }
}

void prse__directory_unit(prse__clean *clean, prse__unit *unit, prse_str siren,
                      const prse__node *from)
{
    prse_unit *is = &unit->is;
    prse_str diffusion = text_of(from, "statut_diffusion");
    is->size = sizeof *is;
    is->siren = siren;
    is->source = PRSE_STR("recherche_entreprises");
    is->open = open_of(text_of(from, "etat_administratif"));
    is->natural_person = is_person(from);
    is->denomination = name_of(clean, from, is->natural_person);
    prse__clean_fields(clean, is, from, unit_fields);
    prse__clean_fields(clean, is, prse__node_get(from, "complements"),
                       complement_fields);
    read_activity(clean, is, from);
    read_seat(clean, is, from);
    read_finances(clean, unit, from);
    is->partial = prse__str_is(diffusion, "P") ||
                  prse__clean_masked(prse__node_get(from, "nom_complet"));
    if (prse__str_is(diffusion, "N"))
        prse__unit_hide(is);
}

/* Other registers put records under numbers that Insee does not know: nothing
 * of Insee is in them. */
int prse__directory_is_ghost(const prse__node *from)
{
    static const char *const paths[] = {
        "nom_complet",   "nom_raison_sociale", "etat_administratif",
        "nature_juridique", "siege.siret"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (prse__clean_raw(prse__node_path(from, prse_str_of(paths[i]))).len)
            return 0;
    return 1;
}
