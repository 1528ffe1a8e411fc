/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: keys of several columns. */
#include "store/kit.h"

static const prse_collection *keys(void)
{
    return prse__trial_of(PRSE__TRIAL_KEYS);
}

typedef struct label {
    const char *group;
    int64_t order;
    int32_t day;
} label;

/* In their order; the label is the position from 1. */
static const label all[] = {{"", 5, 0},     {"a", -1, 9},  {"a", 2, -5},
                            {"a", 2, 4},    {"a", 10, 0},  {"a b", 0, 0},
                            {"aa", 1, 1},   {"b", -1, 9},  {"\xC3\xA9", 0, 0}};
enum { ALL = sizeof all / sizeof all[0] };

static void fill(prse_value *row, size_t at)
{
    row[0] = prse__field_text(prse_str_of(all[at].group));
    row[1] = prse__field_int(all[at].order);
    row[2] = prse__field_date(all[at].day);
    row[3] = prse__field_int((int64_t)at + 1);
}

static void put_all(prse__trial *trial)
{
    prse__trial_clear(trial, keys());
    prse__trial_begin(trial, 1);
    for (size_t i = 0; i < ALL; i++) {
        prse_value row[4];
        fill(row, (i * 4 + 3) % ALL);
        prse__trial_put(trial, keys(), row, PRSE_VERSION_NEW, 1);
    }
    prse__trial_commit(trial);
}

static void each_found(prse__trial *trial, const void *with)
{
    prse_value row[4];
    (void)with;
    put_all(trial);
    prse__trial_begin(trial, 0);
    for (size_t i = 0; i < ALL; i++) {
        fill(row, i);
        prse__trial_holds(trial, keys(), row, 1);
        row[2].number += 1;
        prse__trial_lacks(trial, keys(), row);
    }
    prse__trial_commit(trial);
}

static void in_order(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query, .index = -1};
    (void)with;
    put_all(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, keys(), &query, "1 2 3 4 5 6 7 8 9");
    query.descending = 1;
    prse__trial_finds(trial, keys(), &query, "9 8 7 6 5 4 3 2 1");
    query.limit = 3;
    prse__trial_finds(trial, keys(), &query, "9 8 7");
    prse__trial_commit(trial);
}

static void find_prefixes(prse__trial *trial)
{
    prse_value equal[] = {prse__field_text(PRSE_STR("a")),
                          prse__field_int(2), prse__field_date(4)};
    prse_query query = {.size = sizeof query, .index = -1, .equal = equal};
    static const char *const found[] = {"2 3 4 5", "3 4", "4"};
    static const char *const back[] = {"5 4 3 2", "4 3", "4"};
    for (uint32_t i = 0; i < 3; i++) {
        query.equal_count = i + 1;
        query.descending = 0;
        prse__trial_finds(trial, keys(), &query, found[i]);
        query.descending = 1;
        prse__trial_finds(trial, keys(), &query, back[i]);
    }
}

static void prefixes(prse__trial *trial, const void *with)
{
    (void)with;
    put_all(trial);
    prse__trial_begin(trial, 0);
    find_prefixes(trial);
    prse__trial_commit(trial);
}

static void ranges(prse__trial *trial, const void *with)
{
    prse_value equal = prse__field_text(PRSE_STR("a"));
    prse_value least = prse__field_int(2), most = prse__field_int(10);
    prse_value group = prse__field_text(PRSE_STR("aa"));
    prse_query within = {.size = sizeof within, .index = -1, .equal = &equal,
                         .equal_count = 1, .from = &least};
    prse_query over = {.size = sizeof over, .index = -1, .from = &group};
    (void)with;
    put_all(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, keys(), &within, "3 4 5");
    within.to = &most;
    prse__trial_finds(trial, keys(), &within, "3 4");
    within.descending = 1;
    prse__trial_finds(trial, keys(), &within, "4 3");
    prse__trial_finds(trial, keys(), &over, "7 8 9");
    over.from = NULL;
    over.to = &group;
    prse__trial_finds(trial, keys(), &over, "1 2 3 4 5 6");
    prse__trial_commit(trial);
}

/* Only the row of the whole key is changed and removed. */
static void apart(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query, .index = -1};
    prse_value row[4];
    (void)with;
    put_all(trial);
    prse__trial_begin(trial, 1);
    fill(row, 2);
    prse__trial_remove_is(trial, keys(), row, 1, PRSE_OK);
    fill(row, 3);
    row[3] = prse__field_int(44);
    prse__trial_put(trial, keys(), row, 1, 2);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, keys(), &query, "1 2 44 5 6 7 8 9");
    prse__trial_commit(trial);
}

const prse__trial_case prse__trial_keys[] = {
    {"a key of several columns finds its row and no other", each_found, NULL},
    {"keys of several columns are ordered column by column", in_order, NULL},
    {"the first columns of a key find all rows that have them", prefixes,
     NULL},
    {"a range goes over the column after the equal ones", ranges, NULL},
    {"only the row of the whole key is changed or removed", apart, NULL},
    {NULL, NULL, NULL}};
