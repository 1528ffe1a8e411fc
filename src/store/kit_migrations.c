/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: migrations, release by release with rows in place. On a
 * store that an earlier run left, the steps have been taken and only what they
 * left is looked at. */
#include "store/kit.h"

enum { COLUMNS = 11, NAME = 1, LATEST = 3 };
enum { BY_NAME = 0, BY_RANK = 1 };

static const prse_collection *history(uint32_t release)
{
    return &prse__trial_releases[release - 1].collections[0];
}

static const prse_collection *later(uint32_t release)
{
    return &prse__trial_releases[release - 1].collections[1];
}

static uint32_t version_of(prse__trial *trial, const char *schema)
{
    prse_error err = {0};
    uint32_t version = UINT32_MAX;
    if (prse__trial_over(trial))
        return UINT32_MAX;
    prse_status status = trial->store->version(
        trial->store->self, prse_str_of(schema), &version, &err);
    prse__trial_is(trial, "version()", status, PRSE_OK, &err);
    return version;
}

static void has_version(prse__trial *trial, const char *schema,
                        uint32_t wanted)
{
    uint32_t version = version_of(trial, schema);
    if (!prse__trial_over(trial) && version != wanted)
        prse__trial_wrong(trial, "version() of %s is %u instead of %u",
                          schema, (unsigned)version, (unsigned)wanted);
}

static void migrate_is(prse__trial *trial, const prse_schema *schema,
                       uint32_t from, uint32_t to, prse_status wanted)
{
    prse_error err = {0};
    if (prse__trial_over(trial))
        return;
    prse_status status = trial->store->migrate(trial->store->self, schema,
                                               from, to, &err);
    prse__trial_is(trial, "migrate()", status, wanted, &err);
    has_version(trial, schema->name, wanted == PRSE_OK ? to : from);
}

/* The next release, when the store is at the one before it. 1: just now. */
static int reach(prse__trial *trial, uint32_t release)
{
    if (version_of(trial, "prse_kit_history") + 1 != release)
        return 0;
    migrate_is(trial, &prse__trial_releases[release - 1], release - 1,
               release, PRSE_OK);
    return !prse__trial_over(trial);
}

/* As a row from before the second release has to look after it. */
static void fill(prse_value *row, int64_t id, const char *name)
{
    row[0] = prse__field_int(id);
    row[1] = name ? prse__field_text(prse_str_of(name)) : prse__field_null();
    row[2] = prse__field_text(PRSE_STR("l'\"ancien\" \\ %s é"));
    row[3] = prse__field_int(-7);
    row[4] = prse__field_bool(1);
    row[5] = prse__field_date(20484);
    row[6] = prse__field_time(INT64_C(1764190707123));
    row[7] = (prse_value){.type = PRSE_TYPE_DECIMAL, .text = PRSE_STR("12.5")};
    row[8] = prse__field_json(PRSE_STR("{\"a\":[1]}"));
    row[9] = prse__field_null();
    row[10] = prse__field_null();
}

static const char *const names[] = {"beta", "alpha", NULL};

static void put_first_rows(prse__trial *trial)
{
    prse_value row[COLUMNS];
    prse__trial_begin(trial, 1);
    for (int64_t id = 1; id <= 3; id++) {
        fill(row, id, names[id - 1]);
        prse__trial_put(trial, history(1), row, PRSE_VERSION_NEW, 1);
    }
    fill(row, 2, names[1]);
    prse__trial_put(trial, history(1), row, 1, 2);
    prse__trial_commit(trial);
}

/* The rows of the first release, as a release sees them. */
static void rows_are_there(prse__trial *trial, uint32_t release)
{
    prse_value row[COLUMNS];
    prse__trial_begin(trial, 0);
    for (int64_t id = 1; id <= 3; id++) {
        fill(row, id, names[id - 1]);
        prse__trial_holds(trial, history(release), row, id == 2 ? 2 : 1);
    }
    prse__trial_commit(trial);
}

static void finds(prse__trial *trial, uint32_t release, int32_t index,
                  const char *wanted)
{
    prse_query query = {.size = sizeof query, .index = index};
    prse__trial_finds(trial, history(release), &query, wanted);
}

/* --- The cases, in this order */

static void unheard(prse__trial *trial, const void *with)
{
    (void)with;
    has_version(trial, "prse_kit_unheard", 0);
}

static void at_once(prse__trial *trial, const void *with)
{
    (void)with;
    if (version_of(trial, prse__trial_schema.name) == 0)
        migrate_is(trial, &prse__trial_schema, 0, LATEST, PRSE_OK);
    has_version(trial, prse__trial_schema.name, LATEST);
}

static void whole_works(prse__trial *trial, const void *with)
{
    const prse_collection *whole = prse__trial_of(PRSE__TRIAL_WHOLE);
    prse_query query = {.size = sizeof query, .index = BY_RANK};
    prse_value row[COLUMNS], same[COLUMNS];
    (void)with;
    prse__trial_clear(trial, whole);
    prse__trial_begin(trial, 1);
    fill(row, 1, "b");
    fill(same, 2, "b");
    prse__trial_put(trial, whole, row, PRSE_VERSION_NEW, 1);
    prse__trial_put_is(trial, whole, same, PRSE_VERSION_NEW, PRSE_EEXISTS);
    same[NAME] = prse__field_text(PRSE_STR("a"));
    prse__trial_put(trial, whole, same, PRSE_VERSION_NEW, 1);
    prse__trial_holds(trial, whole, row, 1);
    prse__trial_finds(trial, whole, &query, "2 1");
    prse__trial_commit(trial);
}

static void other_from(prse__trial *trial, const void *with)
{
    (void)with;
    const prse_schema *newest = &prse__trial_releases[LATEST - 1];
    uint32_t version = version_of(trial, newest->name);
    prse_error err = {0};
    if (prse__trial_over(trial))
        return;
    prse_status status =
        trial->store->migrate(trial->store->self, newest,
                              version == 1 ? 2 : 1, LATEST, &err);
    prse__trial_is(trial, "migrate()", status, PRSE_ECONFLICT, &err);
    has_version(trial, newest->name, version);
}

static void first(prse__trial *trial, const void *with)
{
    (void)with;
    if (!reach(trial, 1))
        return;
    put_first_rows(trial);
    rows_are_there(trial, 1);
    prse__trial_begin(trial, 0);
    finds(trial, 1, BY_NAME, "3 2 1");
    prse__trial_commit(trial);
}

static void second(prse__trial *trial, const void *with)
{
    (void)with;
    if (reach(trial, 2))
        rows_are_there(trial, 2);
}

static int at_second(prse__trial *trial)
{
    return version_of(trial, "prse_kit_history") == 2;
}

static void second_index(prse__trial *trial, const void *with)
{
    prse_value row[COLUMNS];
    (void)with;
    if (!at_second(trial))
        return;
    prse__trial_begin(trial, 1);
    finds(trial, 2, BY_RANK, "3 2 1");
    finds(trial, 2, BY_NAME, "3 2 1");
    fill(row, 4, "zeta");
    row[3] = prse__field_int(-8);
    prse__trial_put(trial, history(2), row, PRSE_VERSION_NEW, 1);
    finds(trial, 2, BY_RANK, "4 3 2 1");
    finds(trial, 2, BY_NAME, "3 2 1 4");
    prse__trial_rollback(trial);
}

static void second_collection(prse__trial *trial, const void *with)
{
    prse_value row[] = {prse__field_int(1), prse__field_text(PRSE_STR("x"))};
    prse_query query = {.size = sizeof query};
    (void)with;
    if (!at_second(trial))
        return;
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, later(2), row, PRSE_VERSION_NEW, 1);
    prse__trial_finds(trial, later(2), &query, "1");
    prse__trial_commit(trial);
}

/* The third release makes names unique, which two rows forbid. */
static void forbidden(prse__trial *trial, const void *with)
{
    prse_value row[COLUMNS];
    (void)with;
    if (!at_second(trial))
        return;
    fill(row, 5, names[1]);
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, history(2), row, PRSE_VERSION_NEW, 1);
    prse__trial_commit(trial);
    migrate_is(trial, &prse__trial_releases[LATEST - 1], 2, LATEST,
               PRSE_EEXISTS);
    rows_are_there(trial, 2);
    prse__trial_begin(trial, 1);
    finds(trial, 2, BY_NAME, "3 2 5 1");
    prse__trial_put(trial, history(2), row, 1, 2);
    prse__trial_remove_is(trial, history(2), row, 2, PRSE_OK);
    prse__trial_commit(trial);
}

static void third(prse__trial *trial, const void *with)
{
    (void)with;
    reach(trial, LATEST);
    has_version(trial, "prse_kit_history", LATEST);
}

static void all_rows(prse__trial *trial, const void *with)
{
    prse_value row[] = {prse__field_int(1), prse__field_text(PRSE_STR("x")),
                        prse__field_int(3)};
    (void)with;
    rows_are_there(trial, LATEST);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, later(LATEST), row, 1);
    finds(trial, LATEST, BY_RANK, "3 2 1");
    prse__trial_commit(trial);
}

static void new_unique(prse__trial *trial, const void *with)
{
    prse_value row[COLUMNS];
    (void)with;
    fill(row, 6, names[1]);
    row[10] = prse__field_text(PRSE_STR("code"));
    prse__trial_begin(trial, 1);
    prse__trial_put_is(trial, history(LATEST), row, PRSE_VERSION_NEW,
                       PRSE_EEXISTS);
    row[NAME] = prse__field_text(PRSE_STR("gamma"));
    prse__trial_put(trial, history(LATEST), row, PRSE_VERSION_NEW, 1);
    prse__trial_holds(trial, history(LATEST), row, 1);
    prse__trial_rollback(trial);
}

static void from_nothing(prse__trial *trial, const void *with)
{
    prse_error err = {0};
    (void)with;
    if (prse__trial_over(trial))
        return;
    prse_status status = trial->store->migrate(
        trial->store->self, &prse__trial_schema, 0, LATEST, &err);
    prse__trial_is(trial, "migrate()", status, PRSE_ECONFLICT, &err);
    has_version(trial, prse__trial_schema.name, LATEST);
}

const prse__trial_case prse__trial_migrations[] = {
    {"a schema that the store never heard of has version 0", unheard, NULL},
    {"a schema is made at its newest version at once", at_once, NULL},
    {"a schema that was made at once works", whole_works, NULL},
    {"a schema that is there is not made again: PRSE_ECONFLICT",
     from_nothing, NULL},
    {"a migration from another version is PRSE_ECONFLICT", other_from, NULL},
    {"the first release makes its collections and indexes", first, NULL},
    {"rows from before a column have its initial value and their version",
     second, NULL},
    {"a later index finds the rows that were there", second_index, NULL},
    {"a later collection works", second_collection, NULL},
    {"a migration that rows forbid is PRSE_EEXISTS and changes nothing",
     forbidden, NULL},
    {"a migration drops an index and makes a unique one", third, NULL},
    {"rows outlive all migrations", all_rows, NULL},
    {"a later unique index knows the rows that were there", new_unique, NULL},
    {NULL, NULL, NULL}};
