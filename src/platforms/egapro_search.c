/* SPDX-License-Identifier: Apache-2.0 */
/* Answers of searches: scores of every year, women and men among leaders. Both
 * are maps from year to numbers. */
#include "http/url.h"
#include "platforms/egapro.h"
#include "platforms/egapro_read.h"
#include "platforms/years.h"

typedef struct field {
    const char *record, *answer;
} field;

static const field notes[] = {
    {"index", "notes"},
    {"remunerations", "notes_remunerations"},
    {"augmentations", "notes_augmentations"},
    {"promotions", "notes_promotions"},
    {"augmentations_et_promotions", "notes_augmentations_et_promotions"},
    {"conges_maternite", "notes_conges_maternite"},
    {"hautes_remunerations", "notes_hautes_r\u00e9mun\u00e9rations"},
};
enum { NOTES = sizeof notes / sizeof *notes };

void prse__egapro_scores_url(prse__buf *url, prse_str base, prse_str siren)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/search");
    prse__url_query(url, "q", siren);
}

void prse__egapro_balance_url(prse__buf *url, prse_str base, prse_str siren)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/representation-equilibree/search");
    prse__url_query(url, "q", siren);
}

/* --- The company in the list --- */

static const prse__node *list_of(const prse__node *root)
{
    const prse__node *list = prse__node_get(root, "data");
    return list && list->kind == PRSE__NODE_LIST ? list : NULL;
}

static const prse__node *company_of(const prse__node *item)
{
    return prse__node_get(item, "entreprise");
}

/* NULL when the outcome is not READ in the end. A search by number finds that
 * company only: another one means that the question was not understood. */
static const prse__node *find(prse__reading *reading, prse_str siren,
                              const char *key)
{
    const prse__node *list = list_of(reading->root);
    prse__reading_of_list(reading);
    if (reading->outcome != PRSE_OUTCOME_READ)
        return NULL;
    if (list && !list->first) {
        reading->outcome = PRSE_OUTCOME_ABSENT;
        return NULL;
    }
    const prse__node *n = list ? list->first : NULL;
    for (; n; n = n->next) {
        const prse__node *number = prse__node_get(company_of(n), "siren");
        if (number && !prse__value_other_siren(number, siren))
            break;
    }
    const prse__node *map = prse__accents_get(n, key);
    if (map && map->kind == PRSE__NODE_MAP)
        return n;
    prse__reading_refuse(reading, list && !n ? "autre_siren"
                                             : "forme_inconnue");
    return NULL;
}

/* --- Scores --- */

static void write_last_index(prse__json *json, const prse__years *y,
                             const prse__node *item)
{
    const prse__node *map = prse__node_get(item, "notes");
    prse__dec index;
    for (size_t i = 0; i < y->count; i++) {
        if (!prse__value_decimal(&index, prse__years_get(map, y->year[i])))
            continue;
        prse__json_put_int(json, "annee_dernier_index", y->year[i]);
        prse__record_dec(json, "dernier_index", index);
        return;
    }
}

static void write_notes(prse__json *json, const prse__node *item)
{
    prse__years y = {.count = 0};
    for (size_t i = 0; i < NOTES; i++)
        prse__years_add(&y, prse__accents_get(item, notes[i].answer));
    prse__egapro_write_company(json, company_of(item));
    if (y.count)
        prse__json_put_int(json, "derniere_annee", y.year[0]);
    write_last_index(json, &y, item);
    prse__record_open(json, "annees");
    for (size_t i = 0; i < y.count; i++) {
        prse__years_open(json, y.year[i]);
        for (size_t k = 0; k < NOTES; k++) {
            const prse__node *map = prse__accents_get(item, notes[k].answer);
            prse__record_number(json, notes[k].record,
                                prse__years_get(map, y.year[i]));
        }
        prse__record_close(json);
    }
    prse__record_close(json);
}

/* --- Leaders --- */

#define BALANCE "repr\u00e9sentation_\u00e9quilibr\u00e9e"
#define NO_NUMBER "motif_non_calculabilit\u00e9"

static void write_shares(prse__json *json, const prse__node *year)
{
    static const field shares[] = {
        {"femmes_cadres", "pourcentage_femmes_cadres"},
        {"hommes_cadres", "pourcentage_hommes_cadres"},
        {"femmes_membres", "pourcentage_femmes_membres"},
        {"hommes_membres", "pourcentage_hommes_membres"},
    };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        prse__record_number(json, shares[i].record,
                            prse__node_get(year, shares[i].answer));
    prse__record_text(json, "motif_cadres",
                      prse__accents_get(year, NO_NUMBER "_cadres"));
    prse__record_text(json, "motif_membres",
                      prse__accents_get(year, NO_NUMBER "_membres"));
}

static void write_balance(prse__json *json, const prse__node *item)
{
    const prse__node *map = prse__accents_get(item, BALANCE);
    prse__years y = {.count = 0};
    prse__years_add(&y, map);
    prse__egapro_write_company(json, company_of(item));
    if (y.count)
        prse__json_put_int(json, "derniere_annee", y.year[0]);
    prse__record_open(json, "annees");
    for (size_t i = 0; i < y.count; i++) {
        prse__years_open(json, y.year[i]);
        write_shares(json, prse__years_get(map, y.year[i]));
        prse__record_close(json);
    }
    prse__record_close(json);
}

/* --- Records --- */

typedef struct search {
    const char *record, *key;
    void (*write)(prse__json *json, const prse__node *item);
} search;

static prse_outcome write_record(const search *s, prse__buf *to,
                                 prse_str siren, const prse__answer *answer)
{
    prse__json json;
    prse__reading reading;
    prse__reading_open(&reading, answer);
    const prse__node *item = find(&reading, siren, s->key);
    to->failed |= reading.failed;
    prse__record_start(&json, to, s->record, siren);
    prse__record_outcome(&json, reading.outcome, reading.reason, answer);
    if (item)
        s->write(&json, item);
    prse__record_end(&json);
    prse__reading_close(&reading);
    return reading.outcome;
}

prse_outcome prse__egapro_scores_record(prse__buf *json, prse_str siren,
                                        const prse__answer *answer)
{
    static const search s = {"egapro_notes", "notes", write_notes};
    return write_record(&s, json, siren, answer);
}

prse_outcome prse__egapro_balance_record(prse__buf *json, prse_str siren,
                                         const prse__answer *answer)
{
    static const search s = {"representation_equilibree", BALANCE,
                             write_balance};
    return write_record(&s, json, siren, answer);
}

int prse__egapro_search_accept(prse_str body)
{
    prse__arena *arena = NULL;
    const prse__node *list = list_of(prse__reading_body(&arena, body));
    int known = list && (!list->first || company_of(list->first));
    prse__arena_free(arena);
    return known;
}
