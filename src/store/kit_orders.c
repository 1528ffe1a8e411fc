/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: the order of each type in keys and indexes. Rows are put
 * with keys that go down while their values go up, so that the one is not
 * taken for the other. */
#include <inttypes.h>
#include <string.h>

#include "store/kit.h"

enum { MOST = 16 };

static const prse_collection *rows(void)
{
    return prse__trial_of(PRSE__TRIAL_VALUES);
}

/* Values of one type in their order; an absent one comes before them. */
typedef struct ladder {
    int32_t type;
    const char *texts[MOST]; /* NULL: no more */
    int64_t numbers[MOST];
    uint32_t count; /* of numbers */
} ladder;

static uint32_t steps_of(const ladder *l)
{
    uint32_t count = l->count;
    while (l->type == PRSE_TYPE_TEXT && count < MOST && l->texts[count])
        count++;
    return count;
}

/* Step 0 is the absent value. */
static prse_value step(const ladder *l, uint32_t at)
{
    if (at == 0)
        return prse__field_null();
    prse_value value = {.type = l->type, .number = l->numbers[at - 1]};
    if (l->type == PRSE_TYPE_TEXT)
        value.text = prse_str_of(l->texts[at - 1]);
    return value;
}

/* In an order that is neither up nor down: odd ones first. */
static void put_ladder(prse__trial *trial, const ladder *l)
{
    uint32_t count = steps_of(l) + 1;
    for (uint32_t i = 0; i < 2 * count; i++) {
        uint32_t at = i % count;
        prse_value row[PRSE__TRIAL_COLUMNS] = {{0}};
        if (at % 2 == i / count)
            continue;
        row[0] = prse__field_int(count - at);
        row[l->type] = step(l, at);
        prse__trial_put(trial, rows(), row, PRSE_VERSION_NEW, 1);
    }
}

/* "9 8 ... 1", or upwards. */
static void expect(prse__trial *trial, const prse_query *query,
                   uint32_t count, int up)
{
    prse__buf wanted;
    prse__buf_init(&wanted, 0);
    for (uint32_t i = 0; i < count; i++)
        prse__buf_addf(&wanted, i ? " %" PRIu32 : "%" PRIu32,
                       up ? i + 1 : count - i);
    if (wanted.failed)
        prse__error_nomem(&trial->wrong);
    else
        prse__trial_finds(trial, rows(), query, wanted.ptr);
    prse__buf_free(&wanted);
}

static void in_order(prse__trial *trial, const void *with)
{
    const ladder *l = with;
    uint32_t count = steps_of(l) + 1;
    prse_query query = {.size = sizeof query, .index = l->type - 1};
    prse__trial_clear(trial, rows());
    prse__trial_begin(trial, 1);
    put_ladder(trial, l);
    expect(trial, &query, count, 0);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    expect(trial, &query, count, 0);
    query.descending = 1;
    expect(trial, &query, count, 1);
    prse__trial_commit(trial);
}

/* Each step in turn parts the others: those below it, those from it on. */
static void parted(prse__trial *trial, const void *with)
{
    const ladder *l = with;
    uint32_t count = steps_of(l) + 1;
    prse__trial_clear(trial, rows());
    prse__trial_begin(trial, 1);
    put_ladder(trial, l);
    for (uint32_t at = 1; at < count; at++) {
        prse_value value = step(l, at);
        prse_query query = {.size = sizeof query, .index = l->type - 1,
                            .from = &value};
        expect(trial, &query, count - at, 0);
        query.descending = 1;
        expect(trial, &query, count - at, 1);
    }
    prse__trial_commit(trial);
}

static void keys_in_order(prse__trial *trial, const void *with)
{
    static const int64_t keys[] = {0, -1, INT64_MAX, 2, INT64_MIN, 10, 1};
    prse_query query = {.size = sizeof query, .index = -1};
    (void)with;
    prse__trial_clear(trial, rows());
    prse__trial_begin(trial, 1);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        prse_value row[PRSE__TRIAL_COLUMNS] = {{0}};
        row[0] = prse__field_int(keys[i]);
        prse__trial_put(trial, rows(), row, PRSE_VERSION_NEW, 1);
    }
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, rows(), &query,
                      "-9223372036854775808 -1 0 1 2 10 9223372036854775807");
    query.descending = 1;
    prse__trial_finds(trial, rows(), &query,
                      "9223372036854775807 10 2 1 0 -1 -9223372036854775808");
    prse__trial_commit(trial);
}

static const ladder texts = {
    .type = PRSE_TYPE_TEXT,
    .texts = {"", "\x01", " ", "10", "9", "A", "B", "a", "a ", "a-b", "ab",
              "b", "\xC3\xA9", "\xEF\xBF\xBD", "\xF0\x9F\x98\x80"}};
static const ladder numbers = {
    .type = PRSE_TYPE_INT,
    .numbers = {INT64_MIN, -10, -9, -1, 0, 1, 9, 10, INT64_MAX},
    .count = 9};
static const ladder truths = {
    .type = PRSE_TYPE_BOOL, .numbers = {0, 1}, .count = 2};
static const ladder days = {
    .type = PRSE_TYPE_DATE,
    .numbers = {-719162, -719161, -141428, -1, 0, 1, 20784, 2932896},
    .count = 8};
static const ladder moments = {
    .type = PRSE_TYPE_TIME,
    .numbers = {INT64_C(-62135596800000), -1001, -1000, -1, 0, 1, 999, 1000,
                INT64_C(1764190707123), INT64_C(253402300799999)},
    .count = 10};

const prse__trial_case prse__trial_orders[] = {
    {"an index orders texts by their bytes, absent ones first", in_order,
     &texts},
    {"an index orders INTs, absent ones first", in_order, &numbers},
    {"an index orders BOOLs, absent ones first", in_order, &truths},
    {"an index orders DATEs, absent ones first", in_order, &days},
    {"an index orders TIMEs, absent ones first", in_order, &moments},
    {"a range of texts starts at each text", parted, &texts},
    {"a range of INTs starts at each INT", parted, &numbers},
    {"a range of BOOLs starts at each BOOL", parted, &truths},
    {"a range of DATEs starts at each DATE", parted, &days},
    {"a range of TIMEs starts at each TIME", parted, &moments},
    {"keys are in the order of their values", keys_in_order, NULL},
    {NULL, NULL, NULL}};
