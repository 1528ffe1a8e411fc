/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of both databases, statement by statement. */
#include "scene.h"
#include "store/sql.h"

static const prse__sql sqlite = {
    .types = {"", "TEXT", "INTEGER", "BOOLEAN", "DATE", "DATETIME", "DECIMAL",
              "JSON", "BLOB"},
    .placeholder = "?", .prefix = "", .locking = "",
    .table_end = " WITHOUT ROWID", .text_order = "", .nulls_first = "",
    .nulls_last = ""};

static const prse__sql postgres = {
    .types = {"", "text", "bigint", "boolean", "date", "timestamptz",
              "numeric", "jsonb", "bytea"},
    .placeholder = "$", .prefix = "\"portailrse\".",
    .locking = " FOR UPDATE SKIP LOCKED", .table_end = "",
    .text_order = " COLLATE \"C\"", .nulls_first = " NULLS FIRST",
    .nulls_last = " NULLS LAST"};

static const prse_column columns[] = {
    {.name = "cle", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "rang", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "nom", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 1},
    {.name = "etat", .type = PRSE_TYPE_TEXT, .since = 2,
     .initial = "l'\xc3\xa9tat"},
    {.name = "jour", .type = PRSE_TYPE_DATE, .since = 2,
     .initial = "2026-11-26"},
    {.name = "actif", .type = PRSE_TYPE_BOOL, .since = 2, .initial = "1"},
    {.name = "poids", .type = PRSE_TYPE_DECIMAL, .since = 2,
     .initial = "1200.5"},
    {.name = "total", .type = PRSE_TYPE_INT, .since = 2, .initial = "-7"},
    {.name = "note", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 2},
};
static const prse_index indexes[] = {
    {.name = "par_nom", .columns = {2, 1}, .count = 2, .since = 1},
    {.name = "par_rang", .columns = {2}, .count = 1, .unique = 1, .since = 1,
     .until = 2},
};
static const prse_collection lignes[] = {
    {"lignes", columns, indexes, 9, 2, 2, 1},
    {"nues", columns, NULL, 2, 2, 0, 1},
};
static const prse_collection early = {"lignes", columns, indexes, 3, 2, 2, 1};
static const prse_schema schema = {"essai", lignes, 2, 2};

static prse__buf written;

static const char *text(void)
{
    cr_assert_not(written.failed);
    return written.ptr;
}

static const char *step(const prse__sql *sql, size_t at)
{
    prse_step step = {.size = sizeof step};
    SCENE_OK(prse_schema_step(&schema, 0, 2, at, &step, err));
    prse__buf_clear(&written);
    prse__sql_step(&written, sql, &schema, &step);
    return text();
}

PRSE_TEST(store_sql, migrations_of_sqlite)
{
    cr_assert_str_eq(step(&sqlite, 0),
        "CREATE TABLE \"lignes\" (\"cle\" TEXT NOT NULL, \"rang\" INTEGER NOT "
        "NULL, \"nom\" TEXT, \"version\" INTEGER NOT NULL, PRIMARY KEY "
        "(\"cle\", \"rang\")) WITHOUT ROWID");
    cr_assert_str_eq(step(&sqlite, 2),
        "CREATE INDEX \"par_nom\" ON \"lignes\" (\"nom\", \"rang\", \"cle\")");
    cr_assert_str_eq(step(&sqlite, 3),
        "CREATE UNIQUE INDEX \"par_rang\" ON \"lignes\" (\"nom\")");
    cr_assert_str_eq(step(&sqlite, 4),
        "ALTER TABLE \"lignes\" ADD COLUMN \"etat\" TEXT NOT NULL DEFAULT "
        "'l''\xc3\xa9tat'");
    cr_assert_str_eq(step(&sqlite, 5),
        "ALTER TABLE \"lignes\" ADD COLUMN \"jour\" DATE NOT NULL DEFAULT "
        "'2026-11-26'");
    cr_assert_str_eq(step(&sqlite, 6),
        "ALTER TABLE \"lignes\" ADD COLUMN \"actif\" BOOLEAN NOT NULL DEFAULT "
        "true");
    cr_assert_str_eq(step(&sqlite, 7),
        "ALTER TABLE \"lignes\" ADD COLUMN \"poids\" DECIMAL NOT NULL DEFAULT "
        "'1200.5'");
    cr_assert_str_eq(step(&sqlite, 8),
        "ALTER TABLE \"lignes\" ADD COLUMN \"total\" INTEGER NOT NULL DEFAULT "
        "-7");
    cr_assert_str_eq(step(&sqlite, 9),
        "ALTER TABLE \"lignes\" ADD COLUMN \"note\" TEXT");
    cr_assert_str_eq(step(&sqlite, 10), "DROP INDEX \"par_rang\"");
    prse__buf_free(&written);
}

PRSE_TEST(store_sql, days_are_numbers_where_the_type_says_so)
{
    prse__sql numbers = sqlite;
    numbers.types[PRSE_TYPE_DATE] = "integer";
    cr_assert_str_eq(step(&numbers, 5),
        "ALTER TABLE \"lignes\" ADD COLUMN \"jour\" integer NOT NULL DEFAULT "
        "20783");
    prse__buf_free(&written);
}

PRSE_TEST(store_sql, migrations_of_postgresql)
{
    cr_assert_str_eq(step(&postgres, 0),
        "CREATE TABLE \"portailrse\".\"lignes\" (\"cle\" text COLLATE \"C\" "
        "NOT NULL, \"rang\" bigint NOT NULL, \"nom\" text COLLATE \"C\", "
        "\"version\" bigint NOT NULL, PRIMARY KEY (\"cle\", \"rang\"))");
    cr_assert_str_eq(step(&postgres, 2),
        "CREATE INDEX \"par_nom\" ON \"portailrse\".\"lignes\" (\"nom\" NULLS "
        "FIRST, \"rang\", \"cle\")");
    cr_assert_str_eq(step(&postgres, 3),
        "CREATE UNIQUE INDEX \"par_rang\" ON \"portailrse\".\"lignes\" "
        "(\"nom\" NULLS FIRST)");
    cr_assert_str_eq(step(&postgres, 4),
        "ALTER TABLE \"portailrse\".\"lignes\" ADD COLUMN \"etat\" text "
        "COLLATE \"C\" NOT NULL DEFAULT 'l''\xc3\xa9tat'");
    cr_assert_str_eq(step(&postgres, 10),
        "DROP INDEX \"portailrse\".\"par_rang\"");
    prse__buf_free(&written);
}

PRSE_TEST(store_sql, statements_on_rows)
{
#define IS(call, expected) \
    do { \
        prse__buf_clear(&written); \
        call; \
        cr_assert_str_eq(text(), (expected)); \
    } while (0)
    IS(prse__sql_get(&written, &postgres, &early),
       "SELECT \"cle\", \"rang\", \"nom\", \"version\" FROM "
       "\"portailrse\".\"lignes\" WHERE \"cle\" = $1 AND \"rang\" = $2");
    IS(prse__sql_insert(&written, &sqlite, &early),
       "INSERT INTO \"lignes\" (\"cle\", \"rang\", \"nom\", \"version\") "
       "VALUES (?1, ?2, ?3, 1) ON CONFLICT DO NOTHING");
    IS(prse__sql_load(&written, &sqlite, &early),
       "INSERT INTO \"lignes\" (\"cle\", \"rang\", \"nom\", \"version\") "
       "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    IS(prse__sql_update(&written, &sqlite, &early, 1),
       "UPDATE \"lignes\" SET \"nom\" = ?3, \"version\" = \"version\" + 1 "
       "WHERE \"cle\" = ?1 AND \"rang\" = ?2 AND \"version\" = ?4 RETURNING "
       "\"version\"");
    IS(prse__sql_update(&written, &sqlite, &lignes[1], 0),
       "UPDATE \"nues\" SET \"version\" = \"version\" + 1 WHERE \"cle\" = ?1 "
       "AND \"rang\" = ?2 RETURNING \"version\"");
    IS(prse__sql_upsert(&written, &postgres, &early),
       "INSERT INTO \"portailrse\".\"lignes\" AS \"old\" (\"cle\", \"rang\", "
       "\"nom\", \"version\") VALUES ($1, $2, $3, 1) ON CONFLICT (\"cle\", "
       "\"rang\") DO UPDATE SET \"nom\" = excluded.\"nom\", \"version\" = "
       "\"old\".\"version\" + 1 RETURNING \"version\"");
    IS(prse__sql_remove(&written, &sqlite, &early, 1),
       "DELETE FROM \"lignes\" WHERE \"cle\" = ?1 AND \"rang\" = ?2 AND "
       "\"version\" = ?3");
    IS(prse__sql_remove(&written, &postgres, &early, 0),
       "DELETE FROM \"portailrse\".\"lignes\" WHERE \"cle\" = $1 AND "
       "\"rang\" = $2");
    IS(prse__sql_version(&written, &sqlite, &early),
       "SELECT \"version\" FROM \"lignes\" WHERE \"cle\" = ?1 AND \"rang\" = "
       "?2");
    prse__buf_free(&written);
}

PRSE_TEST(store_sql, queries)
{
    const prse_value name = prse__field_text(PRSE_STR("x")),
                     absent = prse__field_null(), one = prse__field_int(1);
    prse_query query = {.size = sizeof query, .index = -1};
    IS(prse__sql_query(&written, &sqlite, &early, &query, 0),
       "SELECT \"cle\", \"rang\", \"nom\", \"version\" FROM \"lignes\" ORDER "
       "BY \"cle\", \"rang\"");
    query = (prse_query){.size = sizeof query, .index = -1, .equal = &name,
                         .equal_count = 1, .from = &one, .to = &one,
                         .limit = 3};
    IS(prse__sql_query(&written, &sqlite, &early, &query, 0),
       "SELECT \"cle\", \"rang\", \"nom\", \"version\" FROM \"lignes\" WHERE "
       "\"cle\" = ?1 AND \"rang\" >= ?2 AND \"rang\" < ?3 ORDER BY \"cle\", "
       "\"rang\" LIMIT ?4");
    query = (prse_query){.size = sizeof query, .index = 0, .equal = &absent,
                         .equal_count = 1, .to = &one, .descending = 1};
    IS(prse__sql_query(&written, &postgres, &early, &query, 0),
       "SELECT \"cle\", \"rang\", \"nom\", \"version\" FROM "
       "\"portailrse\".\"lignes\" WHERE \"nom\" IS NULL AND \"rang\" < $1 "
       "ORDER BY \"nom\" DESC NULLS LAST, \"rang\" DESC, \"cle\" DESC");
    query.descending = 0;
    query.limit = 9;
    IS(prse__sql_query(&written, &postgres, &early, &query, 1),
       "SELECT \"cle\", \"rang\", \"nom\", \"version\" FROM "
       "\"portailrse\".\"lignes\" WHERE \"nom\" IS NULL AND \"rang\" < $1 "
       "ORDER BY \"nom\" NULLS FIRST, \"rang\", \"cle\" LIMIT 1 FOR UPDATE "
       "SKIP LOCKED");
    prse__buf_free(&written);
}

PRSE_TEST(store_sql, queries_of_one_shape_have_one_statement)
{
    const prse_value values[] = {prse__field_null(), prse__field_int(1)};
    prse_query all[512];
    char *texts[512];
    size_t count = 0;
    for (int32_t index = -1; index < 1; index++)
        for (uint32_t bits = 0; bits < 32; bits++)
            for (uint32_t equal = 0; equal < 2; equal++) {
                prse_query query = {
                    .size = sizeof query, .index = index,
                    .equal = &values[bits >> 4 & 1], .equal_count = equal,
                    .descending = bits & 1, .limit = bits >> 1 & 1,
                    .from = bits & 4 ? &values[1] : NULL,
                    .to = bits & 8 ? &values[1] : NULL};
                for (int claim = 0; claim < 2; claim++) {
                    all[count] = query;
                    all[count].size = (uint32_t)claim;
                    prse__buf sql = {0};
                    prse__sql_query(&sql, &postgres, &early, &query, claim);
                    texts[count++] = sql.ptr;
                }
            }
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (prse__sql_query_shape(&all[i], (int)all[i].size) ==
                prse__sql_query_shape(&all[k], (int)all[k].size))
                cr_assert_str_eq(texts[i], texts[k]);
            else
                cr_assert_str_neq(texts[i], texts[k]);
    for (size_t i = 0; i < count; i++)
        prse__free(texts[i]);
}
