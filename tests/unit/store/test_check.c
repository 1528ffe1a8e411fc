/* SPDX-License-Identifier: Apache-2.0 */
/* What never reaches a backend. */
#include "scene.h"
#include "store/check.h"

static prse_store store;
static prse__tx tx;

static void open_store(void)
{
    store = scene_store();
    tx = scene_begin(&store, 1);
}

static void close_store(void)
{
    prse__tx_rollback(&tx);
    scene_free(&store);
}

/* Puts a row with one value; the error names the column. */
static void put(int column, prse_value value, prse_status expected)
{
    prse_error err = {0};
    scene_fiche row = scene_row("a", 1);
    row.values[column] = value;
    prse_status status = prse__tx_put(&tx, scene_fiches, row.values,
                                      PRSE_VERSION_ANY, NULL, &err);
    cr_assert_eq(status, expected, "%s: %s", prse_status_name(status),
                 err.message);
    cr_assert_eq(err.code, (int32_t)status);
    if (status)
        cr_assert_str_eq(err.subject, scene_fiches->columns[column].name);
}

static prse_value typed(int32_t type, prse_str text)
{
    return (prse_value){.type = type, .text = text};
}

static prse_value number(int32_t type, int64_t value)
{
    return (prse_value){.type = type, .number = value};
}

PRSE_TEST(store_check, a_value_has_the_type_of_its_column)
{
    open_store();
    put(FICHE_NOM, prse__field_int(1), PRSE_EINVAL);
    put(FICHE_NOMBRE, prse__field_text(PRSE_STR("1")), PRSE_EINVAL);
    put(FICHE_JOUR, prse__field_int(1), PRSE_EINVAL);
    put(FICHE_FAITS, prse__field_text(PRSE_STR("{}")), PRSE_EINVAL);
    put(FICHE_NOM, number(12, 1), PRSE_EINVAL);
    put(FICHE_ID, prse__field_null(), PRSE_EINVAL);
    put(FICHE_RANG, prse__field_null(), PRSE_EINVAL);
    put(FICHE_NOM, prse__field_null(), PRSE_OK);
    close_store();
}

PRSE_TEST(store_check, a_text_is_short_utf8_without_nul)
{
    char forty[41];
    memset(forty, 'x', sizeof forty);
    open_store();
    put(FICHE_ID, prse__field_text((prse_str){forty, 40}), PRSE_OK);
    put(FICHE_ID, prse__field_text((prse_str){forty, 41}), PRSE_EPARSE);
    put(FICHE_NOM, prse__field_text((prse_str){"a\0b", 3}), PRSE_EPARSE);
    put(FICHE_NOM, prse__field_text(PRSE_STR("\xff")), PRSE_EPARSE);
    put(FICHE_NOM, prse__field_text(PRSE_STR("\xc0\x80")), PRSE_EPARSE);
    put(FICHE_NOM, prse__field_text(PRSE_STR("\xed\xa0\x80")), PRSE_EPARSE);
    put(FICHE_NOM, prse__field_text((prse_str){NULL, 1}), PRSE_EINVAL);
    put(FICHE_NOM, prse__field_text((prse_str){NULL, 0}), PRSE_OK);
    put(FICHE_NOM, prse__field_text(PRSE_STR("'; DROP TABLE fiches; --")),
        PRSE_OK);
    close_store();
}

PRSE_TEST(store_check, numbers_are_in_their_range)
{
    open_store();
    put(FICHE_ACTIF, number(PRSE_TYPE_BOOL, 2), PRSE_EINVAL);
    put(FICHE_ACTIF, number(PRSE_TYPE_BOOL, -1), PRSE_EINVAL);
    put(FICHE_JOUR, number(PRSE_TYPE_DATE, PRSE__FIRST_DAY), PRSE_OK);
    put(FICHE_JOUR, number(PRSE_TYPE_DATE, PRSE__FIRST_DAY - 1), PRSE_EINVAL);
    put(FICHE_JOUR, number(PRSE_TYPE_DATE, PRSE__LAST_DAY), PRSE_OK);
    put(FICHE_JOUR, number(PRSE_TYPE_DATE, PRSE__LAST_DAY + 1), PRSE_EINVAL);
    put(FICHE_INSTANT, number(PRSE_TYPE_TIME, PRSE__FIRST_TIME), PRSE_OK);
    put(FICHE_INSTANT, number(PRSE_TYPE_TIME, PRSE__LAST_TIME), PRSE_OK);
    put(FICHE_INSTANT, number(PRSE_TYPE_TIME, PRSE__LAST_TIME + 1),
        PRSE_EINVAL);
    put(FICHE_INSTANT, number(PRSE_TYPE_TIME, INT64_MIN), PRSE_EINVAL);
    put(FICHE_NOMBRE, prse__field_int(INT64_MIN), PRSE_OK);
    close_store();
}

PRSE_TEST(store_check, a_decimal_has_one_spelling)
{
    static const struct {
        const char *text;
        prse_status status;
    } cases[] = {
        {"0", PRSE_OK}, {"-1200.5", PRSE_OK}, {"0.001", PRSE_OK},
        {"1234567890123456789012345678901234", PRSE_OK},
        {"12345678901234567890123456789012345", PRSE_EPARSE},
        {"1200.50", PRSE_EPARSE}, {"1e3", PRSE_EPARSE}, {"-0", PRSE_EPARSE},
        {"007", PRSE_EPARSE}, {"1,5", PRSE_EPARSE}, {"", PRSE_EPARSE},
        {"NaN", PRSE_EPARSE}, {"1e80", PRSE_EPARSE}, {".5", PRSE_EPARSE},
        {" 1", PRSE_EPARSE}};
    open_store();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        put(FICHE_MONTANT,
            typed(PRSE_TYPE_DECIMAL, prse_str_of(cases[i].text)),
            cases[i].status);
    close_store();
}

PRSE_TEST(store_check, a_json_text_is_strict_and_not_too_deep)
{
    char deep[201];
    memset(deep, '[', 100);
    memset(deep + 100, ']', 100);
    deep[200] = '\0';
    static const struct {
        const char *text;
        prse_status status;
    } cases[] = {
        {"{}", PRSE_OK}, {"null", PRSE_OK}, {" [1, 2.50, \"\xc3\xa9\"] ",
                                             PRSE_OK},
        {"{\"a\": 1, \"a\": 2}", PRSE_EPARSE}, {"{a: 1}", PRSE_EPARSE},
        {"", PRSE_EPARSE}, {"[1,]", PRSE_EPARSE}, {"1 2", PRSE_EPARSE},
        {"\"\\u0000\"", PRSE_EPARSE}, {"\"\\ud800\"", PRSE_EPARSE},
        {"1e60", PRSE_OK}, {"{\"a\": [1e64]}", PRSE_EPARSE},
        {"[1e-9999999]", PRSE_EPARSE}, {"0e99999", PRSE_OK}};
    open_store();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        put(FICHE_FAITS, prse__field_json(prse_str_of(cases[i].text)),
            cases[i].status);
    put(FICHE_FAITS, prse__field_json(prse_str_of(deep)), PRSE_EPARSE);
    close_store();
}

PRSE_TEST(store_check, texts_of_an_index_fit_in_a_page_together)
{
    char text[2001];
    memset(text, 'x', sizeof text);
    open_store();
    /* fiches_par_nom: the name and the key "a" */
    put(FICHE_NOM, prse__field_text((prse_str){text, 1993}), PRSE_OK);
    put(FICHE_NOM, prse__field_text((prse_str){text, 2000}), PRSE_EPARSE);
    close_store();
}

static int ignore(void *user, const prse_value *values, int64_t version)
{
    (void)user;
    (void)values;
    (void)version;
    return 0;
}

static void scan(prse_query query, prse_status expected)
{
    query.size = sizeof query;
    SCENE_FAILS(prse__tx_scan(&tx, scene_fiches, &query, ignore, NULL, err),
                expected);
    if (expected)
        SCENE_FAILS(prse__tx_claim(&tx, scene_fiches, &query, ignore, NULL,
                                   err), expected);
}

PRSE_TEST(store_check, a_query_names_what_is_there)
{
    const prse_value values[] = {
        prse__field_text(PRSE_STR("a")), prse__field_int(1),
        prse__field_int(2), prse__field_null()};
    open_store();
    scan((prse_query){.index = -1, .equal = values, .equal_count = 2},
         PRSE_OK);
    scan((prse_query){.index = -2}, PRSE_EINVAL);
    scan((prse_query){.index = 4}, PRSE_EINVAL);
    scan((prse_query){.index = PAR_NOMBRE}, PRSE_EINVAL); /* dropped */
    scan((prse_query){.index = -1, .equal = values, .equal_count = 3},
         PRSE_EINVAL);
    scan((prse_query){.index = -1, .equal_count = 1}, PRSE_EINVAL);
    scan((prse_query){.index = -1, .equal = values + 1, .equal_count = 1},
         PRSE_EINVAL);
    scan((prse_query){.index = -1, .equal = values + 3, .equal_count = 1},
         PRSE_EINVAL); /* no part of a key is absent */
    scan((prse_query){.index = PAR_NOM, .equal = values + 3,
                      .equal_count = 1}, PRSE_OK);
    scan((prse_query){.index = -1, .equal = values, .equal_count = 1,
                      .from = values + 1, .to = values + 2}, PRSE_OK);
    scan((prse_query){.index = -1, .equal = values, .equal_count = 2,
                      .from = values + 1}, PRSE_EINVAL);
    scan((prse_query){.index = -1, .from = values + 1}, PRSE_EINVAL);
    scan((prse_query){.index = -1, .to = values + 3}, PRSE_EINVAL);
    close_store();
}

PRSE_TEST(store_check, what_is_too_long_to_be_there_is_not_found)
{
    char text[50];
    memset(text, 'x', sizeof text);
    prse_value key[] = {prse__field_text((prse_str){text, sizeof text}),
                        prse__field_int(1)};
    open_store();
    SCENE_FAILS(prse__tx_get(&tx, scene_fiches, key, ignore, NULL, err),
                PRSE_ENOTFOUND);
    key[0] = prse__field_text(PRSE_STR("\xff"));
    SCENE_FAILS(prse__tx_get(&tx, scene_fiches, key, ignore, NULL, err),
                PRSE_EPARSE);
    key[0] = prse__field_null();
    SCENE_FAILS(prse__tx_remove(&tx, scene_fiches, key, 1, err), PRSE_EINVAL);
    close_store();
}

PRSE_TEST(store_check, calls_that_are_wrong_are_refused)
{
    scene_fiche row = scene_row("a", 1);
    const prse_query all = {.size = sizeof all, .index = -1};
    struct {
        prse_query query;
        uint64_t more;
    } longer = {{.size = sizeof longer, .index = -1}, 1};
    open_store();
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, row.values, -2, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_load(&tx, scene_fiches, row.values, 0, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_remove(&tx, scene_fiches, row.values, 0, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_put(&tx, scene_fiches, NULL, 0, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_get(&tx, NULL, row.values, ignore, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_get(&tx, scene_fiches, row.values, NULL, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_scan(&tx, scene_fiches, NULL, ignore, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_scan(&tx, scene_fiches, &all, NULL, NULL, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse__tx_scan(&tx, scene_fiches, &longer.query, ignore, NULL,
                              err), PRSE_EABI);
    close_store();
}
