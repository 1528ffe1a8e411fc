/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/bilans_ges.h"

#include "http/url.h"
#include "platforms/record.h"

/* A server may send fewer on a page than it is asked for, but none is known to
 * send fewer than ten. */
enum { ITEMS_PER_PAGE = 50, SMALLEST_PAGE = 10 };

void prse__bilans_url(prse__buf *url, prse_str base, prse_str siren,
                      int32_t page)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/inventories");
    prse__url_query_int(url, "page", page);
    prse__url_query_int(url, "itemsPerPage", ITEMS_PER_PAGE);
    prse__url_query(url, "entity.siren", siren);
}

/* --- A page: with prefixes, without, or the list alone --- */

static const prse__node *either(const prse__node *map, const char *prefixed,
                                const char *plain)
{
    const prse__node *found = prse__node_get(map, prefixed);
    return found ? found : prse__node_get(map, plain);
}

static int is_list(const prse__node *node)
{
    return node && node->kind == PRSE__NODE_LIST;
}

/* NULL: not a page. */
static const prse__node *members_of(const prse__node *root)
{
    const prse__node *list = is_list(root)
                                 ? root
                                 : either(root, "hydra:member", "member");
    if (!is_list(list))
        return NULL;
    for (const prse__node *n = list->first; n; n = n->next)
        if (n->kind != PRSE__NODE_MAP)
            return NULL;
    return list;
}

static const prse__node *sheet_of(const prse__node *inventory)
{
    return prse__node_get(inventory, "identitySheet");
}

/* Drafts may lack a sheet; a page where all do has changed its form. */
static int has_a_sheet(const prse__node *members)
{
    for (const prse__node *n = members->first; n; n = n->next) {
        const prse__node *sheet = sheet_of(n);
        if (sheet && sheet->kind == PRSE__NODE_MAP)
            return 1;
    }
    return members->first == NULL;
}

/* A year that is neither a year nor null may hide a later one. */
static int years_are_read(const prse__node *members)
{
    for (const prse__node *n = members->first; n; n = n->next) {
        const prse__node *year = prse__node_get(sheet_of(n), "reportingYear");
        int32_t value;
        prse_str text;
        if (year && !prse__value_year(&value, year) &&
            (prse__value_text(&text, year) || year->first))
            return 0;
    }
    return 1;
}

static int is_page(const prse__node *members)
{
    return members && has_a_sheet(members) && years_are_read(members);
}

/* --- Whose inventories --- */

static int is_number(const prse__node *node, prse_str siren)
{
    prse_str text;
    const prse__node *inside = prse__node_get(node, "siren");
    return prse__value_text(&text, inside ? inside : node) &&
           prse__str_eq(text, siren);
}

static int has_siren(const prse__node *node)
{
    enum { SIREN = 9 };
    prse_str text;
    if (!prse__value_text(&text, node) || text.len != SIREN)
        return 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
    return 1;
}

/* Filed by another company, which does not name this one. One whose company
 * has no number that can be read is taken for what was asked. */
static int is_of_another(const prse__bilans *bilans,
                         const prse__node *inventory)
{
    const prse__node *number =
        prse__node_get(prse__node_get(inventory, "entity"), "siren");
    const prse__node *others = prse__node_get(inventory, "associatedSiren");
    if (!bilans->siren.len || !has_siren(number) ||
        is_number(number, bilans->siren))
        return 0;
    for (const prse__node *n = is_list(others) ? others->first : NULL; n;
         n = n->next)
        if (is_number(n, bilans->siren))
            return 0;
    return 1;
}

static int has_others(const prse__bilans *bilans, const prse__node *members)
{
    for (const prse__node *n = members->first; n; n = n->next)
        if (is_of_another(bilans, n))
            return 1;
    return 0;
}

/* --- Inventories --- */

static void keep_later(int32_t *kept, int32_t value)
{
    *kept = value > *kept ? value : *kept;
}

static int32_t mode_of(const prse__node *inventory)
{
    int32_t mode;
    const prse__node *node =
        prse__node_get(sheet_of(inventory), "consolidationMode");
    return prse__value_int(&mode, node) && mode >= 0 ? mode : INT32_MAX;
}

static void add_inventory(prse__bilans *bilans, const prse__node *inventory)
{
    const prse__node *publication = prse__node_get(inventory, "publication");
    const prse__node *others = prse__node_get(inventory, "associatedSiren");
    int32_t year = 0, mode = mode_of(inventory);
    prse__date day = 0;
    prse_str status = {"", 0};
    prse__value_text(&status, prse__node_get(publication, "status"));
    prse__value_day(&day, prse__node_get(publication, "publicatedAt"));
    prse__value_year(&year, prse__node_get(sheet_of(inventory),
                                           "reportingYear"));
    bilans->read++;
    bilans->without_year += year == 0;
    bilans->with_others += is_list(others) && others->first;
    if (mode < PRSE__BILANS_MODES)
        bilans->modes[mode]++;
    keep_later(&bilans->last_year, year);
    keep_later(&bilans->last_publication, day);
    if (!prse__str_is(status, "valide"))
        return;
    bilans->validated++;
    keep_later(&bilans->last_published_year, year);
    keep_later(&bilans->last_published, day);
}

/* --- Pages --- */

static int has_next(const prse__bilans *bilans, const prse__node *root,
                    const prse__node *members)
{
    if (!members->first)
        return 0;
    if (bilans->total)
        return bilans->read < bilans->total;
    if (!is_list(root))
        return either(either(root, "hydra:view", "view"), "hydra:next",
                      "next") != NULL;
    return members->count >= SMALLEST_PAGE;
}

/* Far too many inventories for a company: the platform did not understand
 * whose were asked for. */
static int too_many(const prse__bilans *bilans)
{
    return bilans->more &&
           (bilans->pages >= PRSE__BILANS_PAGES ||
            (int64_t)bilans->read * PRSE__BILANS_PAGES < bilans->total);
}

static void add_page(prse__bilans *bilans, prse__reading *reading)
{
    const prse__node *members = members_of(reading->root);
    if (!is_page(members)) {
        prse__reading_refuse(reading, "forme_inconnue");
        return;
    }
    if (has_others(bilans, members)) {
        prse__reading_refuse(reading, "autre_siren");
        return;
    }
    prse__value_int(&bilans->total, either(reading->root, "hydra:totalItems",
                                           "totalItems"));
    for (const prse__node *n = members->first; n; n = n->next)
        add_inventory(bilans, n);
    bilans->pages++;
    bilans->more = has_next(bilans, reading->root, members);
    if (too_many(bilans))
        prse__reading_refuse(reading, "trop_de_pages");
}

static void tell(const prse__reading *reading, prse_error *why)
{
    const prse__answer *answer = reading->answer;
    prse_status status = answer->status ? answer->status : PRSE_EPEER;
    if (reading->failed)
        prse__error_nomem(why);
    else if (reading->outcome == PRSE_OUTCOME_UNREADABLE)
        prse__error_set(why, status, "bilans_ges",
                        "the answer of the platform of balances can't be "
                        "read: %s", reading->reason);
    else if (reading->outcome != PRSE_OUTCOME_READ)
        prse__error_set(why, status, "bilans_ges",
                        "the platform of balances answered %d",
                        (int)answer->http);
}

prse_outcome prse__bilans_read(prse__bilans *bilans,
                               const prse__answer *answer, prse_error *why)
{
    prse__reading reading;
    prse__reading_open(&reading, answer);
    prse__reading_of_list(&reading);
    bilans->more = 0;
    if (reading.outcome == PRSE_OUTCOME_READ)
        add_page(bilans, &reading);
    bilans->ended = reading.outcome != PRSE_OUTCOME_READ || !bilans->more;
    bilans->reason = reading.reason;
    tell(&reading, why);
    prse__reading_close(&reading);
    return reading.outcome;
}

int32_t prse__bilans_next(const prse__bilans *bilans)
{
    return bilans->ended ? 0 : bilans->pages + 1;
}

int prse__bilans_accept(prse_str body)
{
    prse__arena *arena = NULL;
    int known = is_page(members_of(prse__reading_body(&arena, body)));
    prse__arena_free(arena);
    return known;
}

/* --- The record --- */

static void write_date(prse__json *json, const char *key, prse__date date)
{
    if (date)
        prse__record_date(json, key, date);
}

static void write_year(prse__json *json, const char *key, int32_t year)
{
    if (year)
        prse__json_put_int(json, key, year);
}

static void write_modes(prse__json *json, const prse__bilans *bilans)
{
    prse__record_open(json, "modes_consolidation");
    for (int32_t mode = 0; mode < PRSE__BILANS_MODES; mode++) {
        char key[2] = {(char)('0' + mode), '\0'};
        if (bilans->modes[mode])
            prse__json_put_int(json, key, bilans->modes[mode]);
    }
    prse__record_close(json);
}

static void write_inventories(prse__json *json, const prse__bilans *bilans)
{
    write_year(json, "derniere_annee", bilans->last_year);
    write_year(json, "derniere_annee_validee", bilans->last_published_year);
    write_date(json, "date_derniere_publication", bilans->last_publication);
    write_date(json, "date_derniere_publication_validee",
               bilans->last_published);
    prse__json_put_int(json, "valides", bilans->validated);
    prse__json_put_int(json, "sans_annee", bilans->without_year);
    prse__json_put_int(json, "avec_siren_associes", bilans->with_others);
    write_modes(json, bilans);
}

void prse__bilans_record(prse__buf *json, prse_str siren,
                         const prse__bilans *bilans, prse_outcome outcome,
                         const prse__answer *answer)
{
    prse__json record;
    prse__record_start(&record, json, "bilans_ges", siren);
    prse__record_outcome(&record, outcome, bilans->reason, answer);
    prse__json_put_int(&record, "pages", bilans->pages);
    prse__json_put_int(&record, "bilans", bilans->read);
    if (outcome == PRSE_OUTCOME_READ) {
        if (bilans->total)
            prse__json_put_int(&record, "bilans_annonces", bilans->total);
        write_inventories(&record, bilans);
    }
    prse__record_end(&record);
}
