/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdio.h>

static const prse_column fiches_columns[] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .max = 40, .since = 1},
    {.name = "annee", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "nom", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 4000,
     .since = 1},
    {.name = "nombre", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "actif", .type = PRSE_TYPE_BOOL, .optional = 1, .since = 1},
    {.name = "jour", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "instant", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "montant", .type = PRSE_TYPE_DECIMAL, .optional = 1, .since = 1},
    {.name = "faits", .type = PRSE_TYPE_JSON, .optional = 1, .since = 1},
    {.name = "octets", .type = PRSE_TYPE_BYTES, .optional = 1, .since = 1},
    {.name = "etat", .type = PRSE_TYPE_TEXT, .max = 20, .since = 2,
     .initial = "\xc3\xa0 l'\xc3\xa9tude"},
    {.name = "rang", .type = PRSE_TYPE_INT, .since = 3, .initial = "-7"},
    {.name = "note", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 3},
};

static const prse_index fiches_indexes[] = {
    {.name = "fiches_par_nom", .columns = {FICHE_NOM}, .count = 1,
     .since = 1},
    {.name = "fiches_par_nombre", .columns = {FICHE_NOMBRE}, .count = 1,
     .unique = 1, .since = 1, .until = 3},
    {.name = "fiches_par_jour",
     .columns = {FICHE_JOUR, FICHE_ACTIF, FICHE_NOMBRE}, .count = 3,
     .since = 2},
    {.name = "fiches_par_etat", .columns = {FICHE_ETAT, FICHE_NOM},
     .count = 2, .unique = 1, .since = 3},
};

/* In the first releases it was not known yet that an index would go. */
static const prse_index early_indexes[] = {
    {.name = "fiches_par_nom", .columns = {FICHE_NOM}, .count = 1,
     .since = 1},
    {.name = "fiches_par_nombre", .columns = {FICHE_NOMBRE}, .count = 1,
     .unique = 1, .since = 1},
    {.name = "fiches_par_jour",
     .columns = {FICHE_JOUR, FICHE_ACTIF, FICHE_NOMBRE}, .count = 3,
     .since = 2},
};

static const prse_column taches_columns[] = {
    {.name = "numero", .type = PRSE_TYPE_INT, .since = 3},
};

static const prse_collection v1[] = {
    {"fiches", fiches_columns, early_indexes, FICHE_COLUMNS_V1, 2, 2, 1},
};
static const prse_collection v2[] = {
    {"fiches", fiches_columns, early_indexes, FICHE_COLUMNS_V2, 2, 3, 1},
};
static const prse_collection v3[] = {
    {"fiches", fiches_columns, fiches_indexes, FICHE_COLUMNS, 2, 4, 1},
    {"taches", taches_columns, NULL, 1, 1, 0, 3},
};

const prse_schema scene_v1 = {"essai", v1, 1, 1};
const prse_schema scene_v2 = {"essai", v2, 1, 2};
const prse_schema scene_v3 = {"essai", v3, 2, 3};
const prse_collection *const scene_fiches = &v3[0];
const prse_collection *const scene_taches = &v3[1];

scene_fiche scene_row(const char *id, int64_t year)
{
    scene_fiche row = {0};
    row.values[FICHE_ID] = prse__field_text(prse_str_of(id));
    row.values[FICHE_ANNEE] = prse__field_int(year);
    row.values[FICHE_ETAT] = prse__field_text(PRSE_STR("ouvert"));
    row.values[FICHE_RANG] = prse__field_int(1);
    return row;
}

prse_store scene_store(void)
{
    prse_store store;
    SCENE_OK(prse_store_memory(&store, err));
    SCENE_OK(prse_store_migrate(&store, &scene_v3, err));
    return store;
}

void scene_free(prse_store *store)
{
    store->free(store->self);
}

prse__tx scene_begin(const prse_store *store, uint32_t write)
{
    prse__tx tx;
    const prse_tx_options opts = {.size = sizeof opts, .write = write};
    SCENE_OK(prse__tx_begin(&tx, store, &opts, err));
    return tx;
}

void scene_commit(prse__tx *tx)
{
    SCENE_OK(prse__tx_commit(tx, err));
    cr_assert_null(tx->tx);
}

void scene_put(prse__tx *tx, const char *id, int64_t year, const char *name)
{
    scene_fiche row = scene_row(id, year);
    if (name)
        row.values[FICHE_NOM] = prse__field_text(prse_str_of(name));
    SCENE_OK(prse__tx_put(tx, scene_fiches, row.values, PRSE_VERSION_ANY, NULL,
                          err));
}

static char keys[65536];

static int add_key(void *user, const prse_value *values, int64_t version)
{
    size_t *len = user;
    cr_assert_gt(version, 0);
    *len += (size_t)snprintf(keys + *len, sizeof keys - *len, "%s%.*s/%d",
                             *len ? " " : "", (int)values[0].text.len,
                             values[0].text.ptr, (int)values[1].number);
    return 0;
}

const char *scene_keys(prse__tx *tx, const prse_query *query)
{
    size_t len = 0;
    keys[0] = '\0';
    SCENE_OK(prse__tx_scan(tx, scene_fiches, query, add_key, &len, err));
    return keys;
}

const char *scene_all(const prse_store *store)
{
    const prse_query all = {.size = sizeof all, .index = -1};
    prse__tx tx = scene_begin(store, 0);
    scene_keys(&tx, &all);
    prse__tx_rollback(&tx);
    return keys;
}
