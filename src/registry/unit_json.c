/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_writer.h"
#include "registry/unit.h"

#define TEXT(name) offsetof(prse_unit, name)

typedef struct entry {
    const char *key;
    size_t at;
} entry;

static void put_texts(prse__json *json, const prse_unit *unit,
                      const entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const void *at = (const char *)unit + entries[i].at;
        const prse_str *text = at;
        if (text->len)
            prse__json_put(json, entries[i].key, *text);
    }
}

/* From 2027 the usual key has the code of NAF 2025 where there is no other. */
static void put_activity(prse__json *json, const prse_unit *unit)
{
    prse_str code = unit->naf.len ? unit->naf : unit->naf25;
    if (code.len)
        prse__json_put(json, "activite_principale", code);
    if (unit->naf25.len)
        prse__json_put(json, "activite_principale_naf25", unit->naf25);
}

static void put_unit(prse__json *json, const prse_unit *unit)
{
    static const entry entries[] = {
        {"siren", TEXT(siren)},
        {"nom_raison_sociale", TEXT(denomination)},
        {"sigle", TEXT(sigle)},
        {"nature_juridique", TEXT(categorie_juridique)},
        {"tranche_effectif_salarie", TEXT(tranche_effectif)},
        {"annee_tranche_effectif_salarie", TEXT(annee_effectif)},
        {"categorie_entreprise", TEXT(categorie_entreprise)},
        {"date_creation", TEXT(date_creation)},
        {"date_fermeture", TEXT(date_fermeture)},
        {"date_mise_a_jour", TEXT(date_mise_a_jour)},
    };
    put_texts(json, unit, entries, sizeof entries / sizeof *entries);
    put_activity(json, unit);
    if (unit->open >= 0)
        prse__json_put(json, "etat_administratif",
                       unit->open ? PRSE_STR("A") : PRSE_STR("C"));
    prse__json_put(json, "statut_diffusion",
                   unit->partial ? PRSE_STR("P") : PRSE_STR("O"));
}

static void put_seat(prse__json *json, const prse_unit *unit)
{
    static const entry entries[] = {
        {"siret", TEXT(siret_siege)},
        {"nom_commercial", TEXT(nom_usuel)},
        {"code_postal", TEXT(code_postal)},
        {"commune", TEXT(code_commune)},
        {"libelle_commune", TEXT(commune)},
        {"departement", TEXT(departement)},
        {"code_pays_etranger", TEXT(code_pays)},
        {"libelle_pays_etranger", TEXT(pays)},
    };
    prse__json_key(json, PRSE_STR("siege"));
    prse__json_open(json, '{');
    put_texts(json, unit, entries, sizeof entries / sizeof *entries);
    prse__json_close(json, '}');
}

static void put_answer(prse__json *json, const char *key, prse_str answer)
{
    if (answer.len)
        prse__json_put_bool(json, key, prse__str_is(answer, "O"));
}

static void put_complements(prse__json *json, const prse_unit *unit)
{
    prse__json_key(json, PRSE_STR("complements"));
    prse__json_open(json, '{');
    prse__json_put_bool(json, "est_entrepreneur_individuel",
                        unit->natural_person);
    put_answer(json, "est_ess", unit->ess);
    put_answer(json, "est_societe_mission", unit->societe_mission);
    prse__json_close(json, '}');
}

/* Amounts pass digit for digit: none is read as a number on its way. */
static void put_amount(prse__json *json, const char *key, prse_str amount)
{
    if (!amount.len)
        return;
    prse__json_key(json, prse_str_of(key));
    prse__json_raw(json, amount);
}

static void put_year(prse__json *json, const prse__finance *finance)
{
    char year[] = "0000";
    int32_t rest = finance->year;
    for (size_t i = 4; i-- > 0; rest /= 10)
        year[i] = (char)('0' + rest % 10);
    prse__json_key(json, prse_str_of(year));
    prse__json_open(json, '{');
    put_amount(json, "ca", finance->ca);
    put_amount(json, "resultat_net", finance->resultat_net);
    prse__json_close(json, '}');
}

void prse__unit_json(prse__buf *buf, const prse__unit *unit)
{
    prse__json json;
    prse__json_init(&json, buf, 0);
    prse__json_open(&json, '{');
    put_unit(&json, &unit->is);
    put_seat(&json, &unit->is);
    put_complements(&json, &unit->is);
    if (unit->finance_count) {
        prse__json_key(&json, PRSE_STR("finances"));
        prse__json_open(&json, '{');
        for (size_t i = 0; i < unit->finance_count; i++)
            put_year(&json, &unit->finances[i]);
        prse__json_close(&json, '}');
    }
    prse__json_close(&json, '}');
}
