/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "answers.h"
#include "registry/units.h"
#include "support/fault.h"

static prse_units *three(void)
{
    prse_units *units = NULL;
    prse_error err = {0};
    cr_assert_eq(prse__units_new(&units, &err), PRSE_OK);
    units->list.units = prse__arena_alloc(units->arena, 3, sizeof(prse__unit));
    units->list.count = 3;
    static const char *const departments[] = {"35", "75", "35"};
    static const char *const codes[] = {"70.10Z", "70.22Z", "01.11Z"};
    static const char *const forms[] = {"5710", "5599", "5710"};
    static const char *const classes[] = {"12", "21", "NN"};
    for (size_t i = 0; i < 3; i++) {
        prse_unit *is = &units->list.units[i].is;
        is->open = i != 2;
        is->departement = prse_str_of(departments[i]);
        is->naf = prse_str_of(codes[i]);
        is->categorie_juridique = prse_str_of(forms[i]);
        is->tranche_effectif = prse_str_of(classes[i]);
    }
    return units;
}

/* --- The public object --- */

PRSE_TEST(units, are_counted_and_handed_out)
{
    prse_units *units = three();
    prse_unit unit = {.size = sizeof unit};
    prse_error err = {0};
    units->list.total = 900;
    cr_assert_eq(prse_units_count(units), 3);
    cr_assert_eq(prse_units_total(units), 900);
    cr_assert_eq(prse_units_get(units, 1, &unit, &err), PRSE_OK);
    SAME(unit.departement, "75");
    cr_assert_eq(unit.size, sizeof unit);
    prse_units_free(units);
}

PRSE_TEST(units, total_is_at_least_their_number)
{
    prse_units *units = three();
    cr_assert_eq(prse_units_total(units), 3);
    prse_units_free(units);
}

PRSE_TEST(units, wrong_calls_are_told)
{
    prse_units *units = three();
    prse_unit unit = {.size = sizeof unit};
    prse_error err = {0};
    cr_assert_eq(prse_units_get(units, 3, &unit, &err), PRSE_ENOTFOUND);
    cr_assert_eq(err.code, PRSE_ENOTFOUND);
    cr_assert_eq(prse_units_get(NULL, 0, &unit, &err), PRSE_EINVAL);
    cr_assert_eq(prse_units_get(units, 0, NULL, NULL), PRSE_EINVAL);
    unit.size = 0;
    cr_assert_eq(prse_units_get(units, 0, &unit, &err), PRSE_EABI);
    cr_assert_eq(prse_units_count(NULL), 0);
    cr_assert_eq(prse_units_total(NULL), 0);
    prse_units_free(NULL);
    prse_units_free(units);
}

PRSE_TEST(units, older_and_newer_structs_are_served)
{
    prse_units *units = three();
    struct {
        prse_unit unit;
        char more[16];
    } newer = {.unit = {.size = sizeof newer}};
    prse_unit older = {.size = offsetof(prse_unit, siren)};
    newer.more[0] = 7;
    cr_assert_eq(prse_units_get(units, 0, &newer.unit, NULL), PRSE_OK);
    cr_assert_eq(newer.more[0], 7);
    SAME(newer.unit.departement, "35");
    cr_assert_eq(prse_units_get(units, 0, &older, NULL), PRSE_OK);
    cr_assert_eq(older.open, 1);
    cr_assert_eq(older.departement.len, 0);
    prse_units_free(units);
}

PRSE_TEST(units, need_memory)
{
    PRSE_EACH_FAULT {
        prse_units *units = NULL;
        prse_error err = {0};
        prse_status status = prse__units_new(&units, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_units_free(units);
    }
}

/* --- Filters --- */

static void keeps(prse_search_options search, const char *wanted)
{
    prse_units *units = three();
    char kept[4] = "";
    search.size = sizeof search;
    for (size_t i = 0; i < 3; i++)
        units->list.units[i].finance_count = i;
    prse__units_keep(&units->list, &search);
    for (size_t i = 0; i < units->list.count; i++)
        kept[i] = (char)('0' + units->list.units[i].finance_count);
    cr_assert_str_eq(kept, wanted);
    cr_assert_eq(units->list.total, strlen(wanted));
    prse_units_free(units);
}

PRSE_TEST(units, filters_are_applied_once_more)
{
    keeps((prse_search_options){0}, "012");
    keeps((prse_search_options){.only_open = 1}, "01");
    keeps((prse_search_options){.departement = PRSE_STR("35")}, "02");
    keeps((prse_search_options){.naf = PRSE_STR("70")}, "01");
    keeps((prse_search_options){.naf = PRSE_STR("70.22Z")}, "1");
    keeps((prse_search_options){.categorie_juridique = PRSE_STR("57")}, "02");
    keeps((prse_search_options){.tranche_effectif = PRSE_STR("21, 12")},
          "01");
    keeps((prse_search_options){.tranche_effectif = PRSE_STR(",")}, "");
    keeps((prse_search_options){.naf = PRSE_STR("70.10Z and more")}, "");
}

PRSE_TEST(units, limit_is_kept_and_the_total_stays)
{
    prse_units *units = three();
    prse_search_options search = {.size = sizeof search, .limit = 1};
    units->list.total = 40;
    prse__units_keep(&units->list, &search);
    cr_assert_eq(units->list.count, 1);
    cr_assert_eq(units->list.total, 40);
    prse_units_free(units);
}

PRSE_TEST(units, without_options_ten_are_wanted)
{
    prse_units *units = three();
    prse__units_keep(&units->list, NULL);
    cr_assert_eq(units->list.count, 3);
    cr_assert_eq(prse__units_limit(NULL), 10);
    cr_assert_eq(prse__units_to_ask(NULL), 10);
    prse_units_free(units);
}
