/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that outlive their transaction. */
#include "scene.h"
#include "store/records.h"

static prse_records *two_rows(void)
{
    prse_records *records;
    scene_fiche row = scene_row("a", 1);
    SCENE_OK(prse__records_new(&records, scene_fiches, err));
    row.values[FICHE_NOM] = prse__field_text(PRSE_STR("l'\xc3\xa9t\xc3\xa9"));
    row.values[FICHE_NOMBRE] = prse__field_int(-5);
    row.values[FICHE_ACTIF] = prse__field_bool(0);
    row.values[FICHE_JOUR] = prse__field_date(20783);
    row.values[FICHE_INSTANT] = prse__field_time(INT64_C(1795726707000));
    row.values[FICHE_MONTANT] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                                             .text = PRSE_STR("1200.5")};
    row.values[FICHE_FAITS] = prse__field_json(PRSE_STR("{\"a\": [1]}"));
    row.values[FICHE_OCTETS] = prse__field_bytes((prse_str){"\0\xff\1", 3});
    cr_assert_eq(prse__records_add(records, row.values, 3), 0);
    row = scene_row("b", 2);
    cr_assert_eq(prse__records_add(records, row.values, 1), 0);
    SCENE_OK(prse__records_end(records, err));
    return records;
}

static void is_text(prse_records *records, size_t row, const char *column,
                    const char *expected)
{
    for (int i = 0; i < 2; i++) {
        prse_str text = prse_records_text(records, row, prse_str_of(column));
        cr_assert(prse__str_is(text, expected), "%s: %.*s", column,
                  (int)text.len, text.ptr);
    }
}

PRSE_TEST(store_records, give_values_by_name)
{
    prse_records *records = two_rows();
    prse_value value;
    cr_assert_eq(prse_records_count(records), 2);
    cr_assert_eq(prse_records_columns(records), FICHE_COLUMNS);
    cr_assert(prse__str_is(prse_records_column(records, 1), "annee"));
    cr_assert_eq(prse_records_column(records, FICHE_COLUMNS).len, 0);
    SCENE_OK(prse_records_get(records, 0, PRSE_STR("nombre"), &value, err));
    cr_assert_eq(value.number, -5);
    SCENE_OK(prse_records_get(records, 1, PRSE_STR("nombre"), &value, err));
    cr_assert_eq(value.type, PRSE_TYPE_NULL);
    SCENE_FAILS(prse_records_get(records, 2, PRSE_STR("nombre"), &value, err),
                PRSE_ENOTFOUND);
    SCENE_FAILS(prse_records_get(records, 0, PRSE_STR("rien"), &value, err),
                PRSE_ENOTFOUND);
    SCENE_FAILS(prse_records_get(NULL, 0, PRSE_STR("nom"), &value, err),
                PRSE_EINVAL);
    SCENE_FAILS(prse_records_get(records, 0, PRSE_STR("nom"), NULL, err),
                PRSE_EINVAL);
    cr_assert_eq(prse_records_version(records, 0), 3);
    cr_assert_eq(prse_records_version(records, 2), 0);
    prse_records_free(records);
}

PRSE_TEST(store_records, give_values_as_text)
{
    prse_records *records = two_rows();
    is_text(records, 0, "nom", "l'\xc3\xa9t\xc3\xa9");
    is_text(records, 0, "nombre", "-5");
    is_text(records, 0, "actif", "false");
    is_text(records, 0, "jour", "2026-11-26");
    is_text(records, 0, "instant", "2026-11-26T20:58:27.000Z");
    is_text(records, 0, "montant", "1200.5");
    is_text(records, 0, "faits", "{\"a\": [1]}");
    is_text(records, 0, "octets", "AP8B");
    is_text(records, 1, "jour", "");
    is_text(records, 2, "jour", "");
    is_text(records, 0, "rien", "");
    prse_records_free(records);
}

PRSE_TEST(store_records, are_told_as_json)
{
    prse_records *records = two_rows();
    prse_text *text;
    SCENE_OK(prse_records_json(&text, records, err));
    cr_assert(prse__str_is(
        prse_text_str(text),
        "[{\"id\":\"a\",\"annee\":1,\"nom\":\"l'\xc3\xa9t\xc3\xa9\","
        "\"nombre\":-5,\"actif\":false,\"jour\":\"2026-11-26\","
        "\"instant\":\"2026-11-26T20:58:27.000Z\",\"montant\":1200.5,"
        "\"faits\":{\"a\": [1]},\"octets\":\"AP8B\",\"etat\":\"ouvert\","
        "\"rang\":1,\"note\":null,\"version\":3},"
        "{\"id\":\"b\",\"annee\":2,\"nom\":null,\"nombre\":null,"
        "\"actif\":null,\"jour\":null,\"instant\":null,\"montant\":null,"
        "\"faits\":null,\"octets\":null,\"etat\":\"ouvert\",\"rang\":1,"
        "\"note\":null,\"version\":1}]"));
    prse_text_free(text);
    SCENE_FAILS(prse_records_json(NULL, records, err), PRSE_EINVAL);
    SCENE_FAILS(prse_records_json(&text, NULL, err), PRSE_EINVAL);
    prse_records_free(records);
}

PRSE_TEST(store_records, can_hide_a_column_and_begin_again)
{
    prse_records *records = two_rows();
    scene_fiche row = scene_row("c", 3);
    is_text(records, 0, "etat", "ouvert");
    is_text(records, 0, "jour", "2026-11-26");
    prse__records_hide(records, FICHE_ETAT);
    prse__records_hide(records, FICHE_JOUR);
    is_text(records, 0, "etat", "");
    is_text(records, 0, "jour", "");
    prse__records_clear(records);
    cr_assert_eq(prse_records_count(records), 0);
    for (int i = 0; i < 100; i++)
        cr_assert_eq(prse__records_add(records, row.values, i + 1), 0);
    cr_assert_eq(prse_records_count(records), 100);
    is_text(records, 99, "id", "c");
    is_text(records, 99, "etat", "");
    prse_records_free(records);
}

PRSE_TEST(store_records, none_are_legal)
{
    prse_records_free(NULL);
    cr_assert_eq(prse_records_count(NULL), 0);
    cr_assert_eq(prse_records_columns(NULL), 0);
    cr_assert_eq(prse_records_column(NULL, 0).len, 0);
    cr_assert_eq(prse_records_text(NULL, 0, PRSE_STR("nom")).len, 0);
    cr_assert_eq(prse_records_version(NULL, 0), 0);
}
