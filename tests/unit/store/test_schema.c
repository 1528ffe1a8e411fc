/* SPDX-License-Identifier: Apache-2.0 */
/* Schemas and the steps from one version to the next. */
#include <stdio.h>

#include "scene.h"

static const char *steps(uint32_t from, uint32_t to)
{
    static char text[2000];
    prse_step step = {.size = sizeof step};
    size_t len = 0;
    for (size_t i = 0;; i++) {
        prse_error err = {0};
        prse_status status =
            prse_schema_step(&scene_v3, from, to, i, &step, &err);
        if (status == PRSE_ENOTFOUND)
            break;
        cr_assert_eq(status, PRSE_OK, "%s", err.message);
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%u:%d.%u.%u",
                                i ? " " : "", step.version, step.kind,
                                step.collection, step.item);
    }
    text[len] = '\0';
    return text;
}

PRSE_TEST(store_schema, steps_come_in_the_order_of_versions)
{
    cr_assert_str_eq(steps(0, 1), "1:1.0.0 1:3.0.0 1:3.0.1");
    cr_assert_str_eq(steps(1, 2), "2:2.0.10 2:3.0.2");
    cr_assert_str_eq(steps(2, 3), "3:1.1.0 3:2.0.11 3:2.0.12 3:4.0.1 3:3.0.3");
    cr_assert_str_eq(steps(0, 2), "1:1.0.0 1:3.0.0 1:3.0.1 2:2.0.10 2:3.0.2");
    cr_assert_str_eq(steps(3, 3), "");
}

PRSE_TEST(store_schema, no_way_leads_back_or_beyond)
{
    prse_step step = {.size = sizeof step};
    SCENE_FAILS(prse_schema_step(&scene_v3, 2, 1, 0, &step, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse_schema_step(&scene_v3, 0, 4, 0, &step, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse_schema_step(NULL, 0, 1, 0, &step, err), PRSE_EINVAL);
    SCENE_FAILS(prse_schema_step(&scene_v3, 0, 1, 0, NULL, err), PRSE_EINVAL);
    step.size = 0;
    SCENE_FAILS(prse_schema_step(&scene_v3, 0, 1, 0, &step, err), PRSE_EABI);
}

/* A schema of one collection, for breaking. */
static prse_column columns[4];
static prse_index indexes[2];
static prse_collection collections[2];
static prse_schema broken;

static void whole(void)
{
    static const prse_column good[4] = {
        {.name = "cle", .type = PRSE_TYPE_TEXT, .since = 1},
        {.name = "nom", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 1},
        {.name = "faits", .type = PRSE_TYPE_JSON, .optional = 1, .since = 1},
        {.name = "tard", .type = PRSE_TYPE_INT, .initial = "5", .since = 2},
    };
    memcpy(columns, good, sizeof good);
    indexes[0] = (prse_index){.name = "par_nom", .columns = {1}, .count = 1,
                              .since = 1};
    indexes[1] = (prse_index){.name = "par_tard", .columns = {3, 1},
                              .count = 2, .unique = 1, .since = 2};
    collections[0] = (prse_collection){"lignes", columns, indexes, 4, 1, 2, 1};
    collections[1] = (prse_collection){"autres", columns, NULL, 3, 1, 0, 1};
    broken = (prse_schema){"essai", collections, 2, 3};
}

#define REFUSED(change) \
    do { \
        whole(); \
        change; \
        SCENE_FAILS(prse__schema_check(&broken, err), PRSE_EINVAL); \
    } while (0)

PRSE_TEST(store_schema, a_whole_one_is_accepted)
{
    whole();
    SCENE_OK(prse__schema_check(&broken, err));
    SCENE_OK(prse__schema_check(&scene_v1, err));
    SCENE_OK(prse__schema_check(&scene_v2, err));
    SCENE_OK(prse__schema_check(&scene_v3, err));
}

PRSE_TEST(store_schema, names_are_small_letters_digits_and_underscores)
{
    static const char *const bad[] = {
        NULL, "", "Nom", "nom-1", "nom 1", "n\xc3\xa9", "no\"m", "nom;",
        "a234567890123456789012345678901234567890123456789"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        REFUSED(broken.name = bad[i]);
        REFUSED(collections[0].name = bad[i]);
        REFUSED(columns[1].name = bad[i]);
        REFUSED(indexes[0].name = bad[i]);
    }
    whole();
    columns[1].name = "a23456789012345678901234567890123456789012345678";
    SCENE_OK(prse__schema_check(&broken, err));
    REFUSED(columns[1].name = "version");
    REFUSED(collections[0].name = "sqlite_x");
}

PRSE_TEST(store_schema, names_are_unique)
{
    REFUSED(columns[1].name = "cle");
    REFUSED(collections[1].name = "lignes");
    REFUSED(indexes[1].name = "par_nom");
    REFUSED(indexes[1].name = "autres");
}

PRSE_TEST(store_schema, columns_have_a_known_type_and_version)
{
    REFUSED(columns[1].type = PRSE_TYPE_NULL);
    REFUSED(columns[1].type = 9);
    REFUSED(columns[1].optional = 2);
    REFUSED(columns[1].since = 0);
    REFUSED(columns[3].since = 4);
    REFUSED(columns[1].since = 3); /* before one of version 2 */
    REFUSED(collections[0].since = 2); /* younger than its columns */
    REFUSED(collections[0].columns = NULL);
    REFUSED(collections[0].column_count = 0);
    REFUSED(collections[0].column_count = 65);
    REFUSED(collections[0].since = 0);
    REFUSED(broken.collections = NULL);
    REFUSED(broken.version = 0);
}

PRSE_TEST(store_schema, keys_are_there_and_have_an_order)
{
    static const int32_t bad[] = {PRSE_TYPE_BOOL, PRSE_TYPE_TIME,
                                  PRSE_TYPE_DECIMAL, PRSE_TYPE_JSON,
                                  PRSE_TYPE_BYTES};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        REFUSED(columns[0].type = bad[i]);
    REFUSED(columns[0].optional = 1);
    REFUSED(collections[0].key_count = 0);
    REFUSED(collections[0].key_count = 7);
    REFUSED(collections[1].key_count = 3; collections[1].column_count = 2);
}

PRSE_TEST(store_schema, later_columns_say_what_earlier_rows_get)
{
    REFUSED(columns[3].initial = NULL);
    REFUSED(columns[3].initial = "cinq");
    REFUSED(columns[3].initial = "9223372036854775808");
    REFUSED(columns[3].type = PRSE_TYPE_BYTES; indexes[1].columns[0] = 1;
            indexes[1].count = 1);
    REFUSED(columns[3].type = PRSE_TYPE_TEXT; columns[3].max = 1;
            columns[3].initial = "ab");
    whole();
    columns[3].initial = NULL;
    columns[3].optional = 1;
    SCENE_OK(prse__schema_check(&broken, err));
}

PRSE_TEST(store_schema, indexes_name_columns_that_have_an_order)
{
    REFUSED(indexes[0].columns[0] = 4);
    REFUSED(indexes[0].columns[0] = 2); /* JSON */
    REFUSED(indexes[1].columns[1] = 3); /* twice */
    REFUSED(indexes[0].count = 0);
    REFUSED(indexes[0].count = 7);
    REFUSED(indexes[0].unique = 2);
    REFUSED(indexes[0].since = 0);
    REFUSED(indexes[0].since = 4);
    REFUSED(indexes[1].since = 1); /* before its column */
    REFUSED(indexes[0].until = 1);
    REFUSED(indexes[0].until = 4);
    REFUSED(collections[0].index_count = 17);
    REFUSED(collections[0].indexes = NULL);
}
