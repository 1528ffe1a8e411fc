/* SPDX-License-Identifier: Apache-2.0 */
/* Operations by chance on the store in memory, and the same on a plain array:
 * the same answers and the same rows, in and out of transactions, for readers
 * that stay open too. */
#include <stdio.h>
#include <stdlib.h>

#include "base/draw.h"
#include "scene.h"
#include "store/order.h"

enum { IDS = 12, YEARS = 4, MOST = IDS * YEARS, READERS = 3, ROUNDS = 15000 };

typedef struct model_row {
    int64_t id, year, name, day, active, count, state; /* -1: absent */
    int64_t version;
} model_row;

typedef struct model {
    model_row rows[MOST];
    size_t count;
} model;

static uint64_t drawn;

static int64_t draw(int64_t below)
{
    return (int64_t)(prse__draw(20261126, ++drawn) % (uint64_t)below);
}

static const char *const ids[IDS] = {"a", "aa", "ab", "b", "ba", "c", "\xc3",
                                     "d", "e", "f", "g", "zz"};
static const char *const names[] = {"", "n", "nom", "Nom", "o"};
static const char *const states[] = {"clos", "ouvert"};

static const char *id_of(int64_t id)
{
    return id == 6 ? "\xc3\xa9" : ids[id];
}

static prse_value value_of(const model_row *row, int column)
{
    switch (column) {
    case FICHE_ID:
        return prse__field_text(prse_str_of(id_of(row->id)));
    case FICHE_ANNEE:
        return prse__field_int(row->year);
    case FICHE_NOM:
        return row->name < 0 ? prse__field_null()
                             : prse__field_text(prse_str_of(names[row->name]));
    case FICHE_NOMBRE:
        return row->count < 0 ? prse__field_null()
                              : prse__field_int(row->count);
    case FICHE_ACTIF:
        return row->active < 0 ? prse__field_null()
                               : prse__field_bool((int32_t)row->active);
    case FICHE_JOUR:
        return row->day < 0 ? prse__field_null()
                            : prse__field_date((int32_t)row->day);
    case FICHE_ETAT:
        return prse__field_text(prse_str_of(states[row->state]));
    case FICHE_RANG:
        return prse__field_int(row->year * 2);
    default:
        return prse__field_null();
    }
}

static void fill(prse_value *values, const model_row *row)
{
    for (int i = 0; i < FICHE_COLUMNS; i++)
        values[i] = value_of(row, i);
}

static model_row some_row(void)
{
    return (model_row){.id = draw(IDS), .year = draw(YEARS),
                       .name = draw(6) - 1, .day = draw(4) - 1,
                       .active = draw(3) - 1, .count = draw(4) - 1,
                       .state = draw(2), .version = 1};
}

static model_row *find(model *m, const model_row *key)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->rows[i].id == key->id && m->rows[i].year == key->year)
            return &m->rows[i];
    return NULL;
}

static int taken(const model *m, const model_row *row)
{
    for (size_t i = 0; i < m->count; i++) {
        const model_row *other = &m->rows[i];
        if ((other->id != row->id || other->year != row->year) &&
            other->name >= 0 && other->name == row->name &&
            other->state == row->state)
            return 1;
    }
    return 0;
}

/* What put() answers, done on the array. */
static prse_status model_put(model *m, model_row *row, int64_t expected)
{
    model_row *old = find(m, row);
    if (expected == PRSE_VERSION_NEW && old)
        return PRSE_EEXISTS;
    if (expected > 0 && !old)
        return PRSE_ENOTFOUND;
    if (expected > 0 && old->version != expected)
        return PRSE_ECONFLICT;
    if (taken(m, row))
        return PRSE_EEXISTS;
    row->version = old ? old->version + 1 : 1;
    *(old ? old : &m->rows[m->count++]) = *row;
    return PRSE_OK;
}

static prse_status model_remove(model *m, const model_row *key,
                                int64_t expected)
{
    model_row *old = find(m, key);
    if (!old)
        return PRSE_ENOTFOUND;
    if (expected > 0 && old->version != expected)
        return PRSE_ECONFLICT;
    *old = m->rows[--m->count];
    return PRSE_OK;
}

/* --- The same query on both --- */

static prse__order order;

static int by_order(const void *a, const void *b)
{
    int difference = 0;
    for (int i = 0; !difference && i < order.count; i++) {
        prse_value x = value_of(a, order.columns[i]);
        prse_value y = value_of(b, order.columns[i]);
        difference = prse__field_cmp(&x, &y);
    }
    return difference;
}

static int matches(const model_row *row, const prse_query *query)
{
    for (uint32_t i = 0; i < query->equal_count; i++) {
        prse_value value = value_of(row, order.columns[i]);
        if (prse__field_cmp(&value, &query->equal[i]))
            return 0;
    }
    if (!query->from && !query->to)
        return 1;
    prse_value next = value_of(row, order.columns[query->equal_count]);
    return next.type != PRSE_TYPE_NULL &&
           !(query->from && prse__field_cmp(&next, query->from) < 0) &&
           !(query->to && prse__field_cmp(&next, query->to) >= 0);
}

static size_t model_scan(model_row *out, const model *m,
                         const prse_query *query)
{
    model_row all[MOST];
    size_t count = 0;
    order = prse__order_of(scene_fiches, query->index);
    for (size_t i = 0; i < m->count; i++)
        if (matches(&m->rows[i], query))
            all[count++] = m->rows[i];
    qsort(all, count, sizeof *all, by_order);
    for (size_t i = 0; i < count; i++)
        out[i] = all[query->descending ? count - 1 - i : i];
    return query->limit && query->limit < count ? (size_t)query->limit : count;
}

typedef struct comparing {
    model_row rows[MOST];
    size_t count, met;
} comparing;

static int compare(void *user, const prse_value *values, int64_t version)
{
    comparing *c = user;
    prse_value expected[FICHE_COLUMNS];
    cr_assert_lt(c->met, c->count, "a row too many");
    fill(expected, &c->rows[c->met]);
    for (int i = 0; i < FICHE_COLUMNS; i++)
        cr_assert(values[i].type == expected[i].type &&
                      prse__field_cmp(&values[i], &expected[i]) == 0,
                  "column %d of row %zu", i, c->met);
    cr_assert_eq(version, c->rows[c->met].version);
    c->met++;
    return 0;
}

static void scan_both(prse__tx *tx, const model *m, const prse_query *query)
{
    comparing c = {.met = 0};
    c.count = model_scan(c.rows, m, query);
    SCENE_OK(prse__tx_scan(tx, scene_fiches, query, compare, &c, err));
    cr_assert_eq(c.met, c.count);
}

static void scan_somehow(prse__tx *tx, const model *m)
{
    static const int32_t indexes[] = {-1, PAR_NOM, PAR_JOUR, PAR_ETAT};
    static const uint32_t parts[] = {2, 1, 3, 2};
    prse_value like[FICHE_COLUMNS], least[FICHE_COLUMNS], most[FICHE_COLUMNS];
    prse_value equal[6];
    model_row row = some_row(), low = some_row(), high = some_row();
    int64_t which = draw(4);
    prse_query query = {.size = sizeof query, .index = indexes[which],
                        .equal = equal, .descending = draw(2) != 0,
                        .limit = draw(4) ? 0 : (uint64_t)draw(5)};
    fill(like, &row);
    fill(least, &low);
    fill(most, &high);
    prse__order columns = prse__order_of(scene_fiches, query.index);
    query.equal_count = (uint32_t)draw(parts[which] + 1);
    for (uint32_t i = 0; i < query.equal_count; i++)
        equal[i] = like[columns.columns[i]];
    uint8_t next = columns.columns[query.equal_count];
    if (query.equal_count < parts[which]) {
        if (least[next].type && draw(3) == 0)
            query.from = &least[next];
        if (most[next].type && draw(3) == 0)
            query.to = &most[next];
    }
    scan_both(tx, m, &query);
}

/* --- One operation on both; 0: the transaction can only be undone --- */

static int64_t some_version(void)
{
    return draw(3) ? (draw(2) ? PRSE_VERSION_ANY : PRSE_VERSION_NEW)
                   : 1 + draw(3);
}

static int put_both(prse__tx *tx, model *m)
{
    prse_value values[FICHE_COLUMNS];
    model_row row = some_row();
    int64_t expected = some_version(), version = 0;
    fill(values, &row);
    prse_status status = model_put(m, &row, expected);
    SCENE_FAILS(prse__tx_put(tx, scene_fiches, values, expected, &version,
                             err), status);
    if (!status)
        cr_assert_eq(version, row.version);
    return status != PRSE_EEXISTS || expected == PRSE_VERSION_NEW;
}

static int load_both(prse__tx *tx, model *m)
{
    prse_value values[FICHE_COLUMNS];
    model_row row = some_row();
    int64_t version = 1 + draw(3);
    fill(values, &row);
    prse_status status = model_put(m, &row, PRSE_VERSION_NEW);
    if (!status)
        find(m, &row)->version = version;
    SCENE_FAILS(prse__tx_load(tx, scene_fiches, values, version, err),
                status);
    return status != PRSE_EEXISTS;
}

static int remove_both(prse__tx *tx, model *m)
{
    prse_value values[FICHE_COLUMNS];
    model_row row = some_row();
    int64_t expected = some_version();
    if (expected == PRSE_VERSION_NEW)
        expected = PRSE_VERSION_ANY;
    fill(values, &row);
    SCENE_FAILS(prse__tx_remove(tx, scene_fiches, values, expected, err),
                model_remove(m, &row, expected));
    return 1;
}

static void get_both(prse__tx *tx, model *m)
{
    prse_value values[FICHE_COLUMNS];
    model_row key = some_row();
    model_row *row = find(m, &key);
    comparing c = {.count = row != NULL};
    if (row)
        c.rows[0] = *row;
    fill(values, &key);
    SCENE_FAILS(prse__tx_get(tx, scene_fiches, values, compare, &c, err),
                row ? PRSE_OK : PRSE_ENOTFOUND);
    cr_assert_eq(c.met, c.count);
}

static int operate(prse__tx *tx, model *m)
{
    switch (draw(10)) {
    case 0:
    case 1:
        scan_somehow(tx, m);
        return 1;
    case 2:
        get_both(tx, m);
        return 1;
    case 3:
        return load_both(tx, m);
    case 4:
    case 5:
        return remove_both(tx, m);
    default:
        return put_both(tx, m);
    }
}

typedef struct reader {
    prse__tx tx;
    model seen;
} reader;

PRSE_TEST(store_memory, is_a_sorted_array_for_whoever_looks,
          .timeout = PRSE_LONG)
{
    static model kept, changed;
    static reader readers[READERS];
    const prse_query all = {.size = sizeof all, .index = -1};
    prse_store store = scene_store();
    uint64_t operations = 0;
    for (int round = 0; round < ROUNDS; round++) {
        prse__tx tx = scene_begin(&store, 1);
        int64_t left = draw(12);
        int fit = 1;
        changed = kept;
        for (; fit && left > 0; left--, operations++)
            fit = operate(&tx, &changed);
        if (fit && draw(4)) {
            scene_commit(&tx);
            kept = changed;
        } else {
            prse__tx_rollback(&tx);
        }
        reader *r = &readers[draw(READERS)];
        if (r->tx.tx)
            scan_somehow(&r->tx, &r->seen);
        if (r->tx.tx && draw(3) == 0) {
            scan_both(&r->tx, &r->seen, &all);
            prse__tx_rollback(&r->tx);
        } else if (!r->tx.tx) {
            r->tx = scene_begin(&store, 0);
            r->seen = kept;
        }
    }
    cr_assert_gt(operations, 20000);
    for (int i = 0; i < READERS; i++)
        prse__tx_rollback(&readers[i].tx);
    scene_free(&store);
}

PRSE_TEST(store_memory, holds_many_rows_in_order)
{
    enum { ROWS = 20000 };
    prse_store store = scene_store();
    prse__tx tx = scene_begin(&store, 1);
    for (int i = 0; i < ROWS; i++) {
        char id[16];
        snprintf(id, sizeof id, "%05d", i * 7919 % ROWS);
        scene_put(&tx, id, i, NULL);
    }
    scene_commit(&tx);
    tx = scene_begin(&store, 1);
    for (int i = 0; i < ROWS; i++) {
        char id[16];
        snprintf(id, sizeof id, "%05d", i * 7919 % ROWS);
        scene_fiche row = scene_row(id, i);
        if (i % 1000)
            SCENE_OK(prse__tx_remove(&tx, scene_fiches, row.values, 1, err));
    }
    const prse_query all = {.size = sizeof all, .index = -1};
    cr_assert_str_eq(scene_keys(&tx, &all),
                     "00000/0 01000/19000 02000/18000 03000/17000 04000/16000 "
                     "05000/15000 06000/14000 07000/13000 08000/12000 "
                     "09000/11000 10000/10000 11000/9000 12000/8000 "
                     "13000/7000 14000/6000 15000/5000 16000/4000 17000/3000 "
                     "18000/2000 19000/1000");
    prse__tx_rollback(&tx);
    scene_free(&store);
}
