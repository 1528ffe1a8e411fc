/* SPDX-License-Identifier: Apache-2.0 */
/* For each pack of the project and random companies: a receipt holds, says
 * what the report says, and its facts read as a file of facts say the same. */
#include <stdlib.h>
#include <string.h>

#include "engine/facts.h"
#include "formats/json_canonical.h"
#include "rules/cell_text.h"
#include "scene.h"

enum { COMPANIES = 300 };

typedef struct chance {
    uint64_t state;
} chance;

static size_t roll(chance *c, size_t sides)
{
    c->state ^= c->state << 13;
    c->state ^= c->state >> 7;
    c->state ^= c->state << 17;
    return (size_t)(c->state % sides);
}

static void add_value(prse__buf *text, const prse__var *var, chance *c)
{
    prse__value_write(text, var->cells[roll(c, var->cell_count)].value);
}

/* Nothing, a value, or one of two. */
static void draw_fact(prse_facts *facts, const prse__var *var, chance *c)
{
    prse_error err = {0};
    prse__buf text;
    size_t kind = roll(c, 10);
    prse__buf_init(&text, 0);
    if (kind < 3)
        return;
    add_value(&text, var, c);
    if (kind > 7) {
        prse__buf_adds(&text, " or ");
        add_value(&text, var, c);
    }
    cr_assert_eq(prse_facts_set(facts, var->fact->id, var->year,
                                prse__buf_str(&text), &err),
                 PRSE_OK, "%s: %s: %s", var->fact->id.ptr, text.ptr,
                 err.message);
    prse__buf_free(&text);
}

/* Half of the companies name a year of the calendar. */
static void draw_company(prse_facts *facts, prse_pack *pack, chance *c)
{
    prse_facts_clear(facts);
    for (size_t v = 0; v < pack->rules.var_count; v++)
        draw_fact(facts, &pack->rules.vars[v], c);
    if (roll(c, 2))
        prse__facts_move_to_year(facts, 2025);
}

static void expect_canonical(const char *receipt)
{
    prse__buf again;
    prse__buf_init(&again, 0);
    cr_assert_eq(prse__json_canonical(&again, prse_str_of(receipt), NULL),
                 PRSE_OK);
    cr_assert_str_eq(receipt, again.ptr);
    prse__buf_free(&again);
}

static void expect_same(const char *receipt, prse_pack *pack)
{
    scene_checked c = scene_verify(receipt, pack, NULL, SCENE_DAY);
    cr_assert_eq(c.status, PRSE_OK, "%s", c.err.message);
    cr_assert_eq(c.check.holds, 1, "%s\n%s", c.report, receipt);
    cr_assert_eq(c.check.differences, 0, "%s", c.report);
    scene_checked_free(&c);
}

/* "facts" of the receipt, as a file of facts, gives the same receipt. */
static void expect_file(const char *receipt, prse_pack *pack)
{
    const char *from = strstr(receipt, "\"facts\":") + 8;
    const char *to = strstr(receipt, ",\"facts_digest\"");
    if (strstr(receipt, "\"-1\":")) /* files name years of the calendar */
        return;
    char *json = strndup(from, (size_t)(to - from));
    char *again = scene_make(pack, json, NULL);
    const char *end = strstr(again, ",\"issued\"");
    cr_assert_eq(strncmp(receipt, again, (size_t)(end - again)), 0, "%s\n%s",
                 receipt, again);
    free(json);
    free(again);
}

static void each_company(const char *name, uint64_t seed)
{
    chance c = {seed};
    prse_pack *pack = scene_pack_of_project(name);
    prse_facts *facts = scene_facts(pack, "{}");
    size_t longest = 0;
    for (size_t i = 0; i < COMPANIES; i++) {
        prse_text *text;
        draw_company(facts, pack, &c);
        cr_assert_eq(prse_receipt_make(&text, pack, facts,
                                       prse_str_of(SCENE_DAY), NULL, NULL),
                     PRSE_OK);
        char *receipt = scene_copy(text);
        size_t len = strlen(receipt);
        longest = len > longest ? len : longest;
        expect_canonical(receipt);
        expect_same(receipt, pack);
        expect_file(receipt, pack);
        free(receipt);
    }
    cr_expect_lt(longest, 100000);
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_packs, of_the_law, .timeout = PRSE_LONG)
{
    each_company("fr-rse", 20261126);
}

PRSE_TEST(receipt_packs, of_the_existing_service, .timeout = PRSE_LONG)
{
    each_company("portail-rse-compat", 20261127);
}

PRSE_TEST(receipt_packs, of_another_administration, .timeout = PRSE_LONG)
{
    each_company("demo-commune", 20261128);
}
