/* SPDX-License-Identifier: Apache-2.0 */
#include "store/steps.h"

#include <string.h>

#include "base/draw.h"
#include "store/order.h"

static const prse_column things_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "text", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 60,
     .since = 1},
    {.name = "number", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "yes", .type = PRSE_TYPE_BOOL, .optional = 1, .since = 1},
    {.name = "day", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "moment", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "exact", .type = PRSE_TYPE_DECIMAL, .optional = 1, .since = 1},
    {.name = "json", .type = PRSE_TYPE_JSON, .optional = 1, .since = 1},
    {.name = "bytes", .type = PRSE_TYPE_BYTES, .optional = 1, .since = 1},
};

static const prse_index things_indexes[] = {
    {.name = "things_once", .columns = {1, 2}, .count = 2, .unique = 1,
     .since = 1},
    {.name = "things_day", .columns = {3, 4}, .count = 2, .since = 1},
    {.name = "things_moment", .columns = {5}, .count = 1, .since = 1},
};

static const prse_column keys_columns[] = {
    {.name = "group", .type = PRSE_TYPE_TEXT, .max = 60, .since = 1},
    {.name = "order", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "day", .type = PRSE_TYPE_DATE, .since = 1},
    {.name = "label", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 60,
     .since = 1},
};

static const prse_index keys_indexes[] = {
    {.name = "keys_label", .columns = {3, 1}, .count = 2, .since = 1},
};

static const prse_column jobs_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "state", .type = PRSE_TYPE_TEXT, .max = 60, .since = 1},
    {.name = "due", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
};

static const prse_index jobs_indexes[] = {
    {.name = "jobs_due", .columns = {1, 2}, .count = 2, .since = 1},
};

static const prse_collection collections[] = {
    {.name = "things", .columns = things_columns, .column_count = 9,
     .key_count = 1, .indexes = things_indexes, .index_count = 3, .since = 1},
    {.name = "keys", .columns = keys_columns, .column_count = 4,
     .key_count = 3, .indexes = keys_indexes, .index_count = 1, .since = 1},
    {.name = "jobs", .columns = jobs_columns, .column_count = 3,
     .key_count = 1, .indexes = jobs_indexes, .index_count = 1, .since = 1},
};

const prse_schema steps_schema = {
    .name = "steps", .collections = collections, .count = 3, .version = 1};

uint64_t steps_draw(steps *s, uint64_t below)
{
    if (!s->data)
        return prse__draw(s->seed, ++s->drawn) % below;
    uint64_t number = 0;
    for (uint64_t most = below; most > 1 && s->drawn < s->size; most >>= 8)
        number = number << 8 | s->data[s->drawn++];
    return number % below;
}

int steps_end(const steps *s)
{
    return s->data && s->drawn >= s->size;
}

/* --- Values */

static prse_str pick(steps *s, const char *const *from, size_t count)
{
    return prse_str_of(from[steps_draw(s, count)]);
}

static prse_str any_text(steps *s)
{
    static const char *const words[] = {
        "",     "a",      "A",       "a ",        "ab",    "a-b",
        "b",    "z",      "é",       "e\xCC\x81", "E",     "10",
        "9",    "NULL",   "l'eau",   "\"q\"",     "%_\\",  "--",
        "$1",   "\x01",   "\n",      "ß",         "Œuvre",
        "\xF0\x9F\x98\x80",         "\xEF\xBF\xBD"};
    return pick(s, words, sizeof words / sizeof words[0]);
}

/* What a fuzzer brings need not be a text. */
static prse_str raw_text(steps *s)
{
    char *to = s->texts[s->text_count++];
    size_t len = steps_draw(s, STEPS_TEXT + 1);
    for (size_t i = 0; i < len; i++)
        to[i] = (char)steps_draw(s, 256);
    return (prse_str){to, len};
}

static prse_str some_text(steps *s, prse_str (*good)(steps *s))
{
    return s->data && steps_draw(s, 4) == 0 ? raw_text(s) : good(s);
}

static prse_str any_decimal(steps *s)
{
    static const char *const numbers[] = {
        "0", "1", "-1", "1200.5", "-0.5", "0.001", "99999999999999999999",
        "1234567890.123456789", "-9999999999999999.999999999999999999"};
    return pick(s, numbers, sizeof numbers / sizeof numbers[0]);
}

static prse_str any_json(steps *s)
{
    static const char *const texts[] = {
        "null", "{}", "[]", "true", "\"\"", "\"l'\\\"a\\\"\"", "1.50", "-2e3",
        "{\"b\":1,\"a\":[1,2,{\"c\":null}]}", "[ 1 , 2.0 ]",
        "{\"zz\":0,\"a\":\"\\u00e9\xF0\x9F\x8C\x8D\",\"\":[]}"};
    return pick(s, texts, sizeof texts / sizeof texts[0]);
}

static prse_str any_bytes(steps *s)
{
    char *to = s->texts[s->text_count++];
    size_t len = steps_draw(s, 9);
    for (size_t i = 0; i < len; i++)
        to[i] = (char)steps_draw(s, 256);
    return (prse_str){to, len};
}

/* Mostly small, sometimes the least or the greatest. */
static int64_t any_number(steps *s, int64_t least, int64_t most)
{
    uint64_t choice = steps_draw(s, 60);
    if (choice == 0)
        return least;
    if (choice == 1)
        return most;
    return (int64_t)choice / 2 - 12;
}

static prse_value any_value(steps *s, const prse_column *column)
{
    prse_value value = {.type = column->type};
    if (column->optional && steps_draw(s, 5) == 0)
        return prse__field_null();
    switch (column->type) {
    case PRSE_TYPE_TEXT:
        value.text = some_text(s, any_text);
        break;
    case PRSE_TYPE_DECIMAL:
        value.text = some_text(s, any_decimal);
        break;
    case PRSE_TYPE_JSON:
        value.text = some_text(s, any_json);
        break;
    case PRSE_TYPE_BYTES:
        value.text = any_bytes(s);
        break;
    case PRSE_TYPE_BOOL:
        value.number = (int64_t)steps_draw(s, 2);
        break;
    case PRSE_TYPE_DATE:
        value.number = any_number(s, -719162, 2932896);
        break;
    case PRSE_TYPE_TIME:
        value.number = any_number(s, INT64_C(-62135596800000),
                                  INT64_C(253402300799999));
        break;
    default:
        value.number = any_number(s, INT64_MIN, INT64_MAX);
    }
    return value;
}

/* Few keys, so that steps meet. */
static prse_value any_key(steps *s, const prse_column *column)
{
    static const char *const groups[] = {"", "a", "A", "a b", "\xC3\xA9"};
    if (column->type == PRSE_TYPE_TEXT)
        return prse__field_text(
            pick(s, groups, sizeof groups / sizeof groups[0]));
    return (prse_value){.type = column->type,
                        .number = (int64_t)steps_draw(s, 5) - 2};
}

static void any_row(steps *s, sides_step *step)
{
    for (uint32_t i = 0; i < step->of->column_count; i++)
        step->values[i] = i < step->of->key_count
                              ? any_key(s, &step->of->columns[i])
                              : any_value(s, &step->of->columns[i]);
    if (step->of->key_count == 1)
        step->values[0].number = (int64_t)steps_draw(s, 120);
}

/* --- Versions */

static int note(void *user, const prse_value *values, int64_t version)
{
    (void)values;
    *(int64_t *)user = version;
    return 0;
}

/* Mostly the one that is there. */
static int64_t any_version(steps *s, const sides_step *step, prse__tx *peek)
{
    int64_t version = 1;
    switch (steps_draw(s, 8)) {
    case 0:
    case 1:
        return step->kind == SIDES_PUT ? PRSE_VERSION_NEW : PRSE_VERSION_ANY;
    case 2:
    case 3:
        return PRSE_VERSION_ANY;
    case 4:
        return (int64_t)steps_draw(s, 4) + 1;
    default:
        prse__tx_get(peek, step->of, step->values, note, &version, NULL);
        return version;
    }
}

/* --- Queries */

static void any_query(steps *s, sides_step *step)
{
    const prse_collection *of = step->of;
    int32_t index = (int32_t)steps_draw(s, of->index_count + 1) - 1;
    prse__order order = prse__order_of(of, index);
    uint64_t own = index < 0 ? of->key_count : of->indexes[index].count;
    step->query = (prse_query){
        .size = sizeof step->query, .index = index, .equal = s->equal,
        .equal_count = (uint32_t)steps_draw(s, own + 1),
        .descending = (uint32_t)steps_draw(s, 2)};
    for (uint32_t i = 0; i < step->query.equal_count; i++)
        s->equal[i] = any_value(s, &of->columns[order.columns[i]]);
    if (steps_draw(s, 4) == 0)
        step->query.limit = steps_draw(s, 12);
    if (step->query.equal_count == own)
        return;
    prse_column next = of->columns[order.columns[step->query.equal_count]];
    next.optional = 0;
    s->from = any_value(s, &next);
    s->to = any_value(s, &next);
    step->query.from = steps_draw(s, 2) ? &s->from : NULL;
    step->query.to = steps_draw(s, 2) ? &s->to : NULL;
}

static sides_kind any_kind(steps *s)
{
    static const uint8_t weights[SIDES_KINDS] = {
        [SIDES_GET] = 20,  [SIDES_PUT] = 48,  [SIDES_REMOVE] = 8,
        [SIDES_SCAN] = 18, [SIDES_CLAIM] = 5, [SIDES_LOAD] = 1};
    uint64_t at = steps_draw(s, 100);
    uint32_t kind = 0;
    for (; at >= weights[kind]; kind++)
        at -= weights[kind];
    return (sides_kind)kind;
}

void steps_next(steps *s, sides_step *step, prse__tx *peek)
{
    s->text_count = 0;
    memset(step, 0, sizeof *step);
    step->kind = any_kind(s);
    step->of = &collections[steps_draw(s, 3)];
    if (step->kind == SIDES_SCAN || step->kind == SIDES_CLAIM) {
        any_query(s, step);
        step->most = steps_draw(s, 6) ? 0 : 1 + (uint32_t)steps_draw(s, 5);
        return;
    }
    any_row(s, step);
    if (step->kind == SIDES_LOAD)
        step->version = 1 + (int64_t)steps_draw(s, 1000);
    else if (step->kind != SIDES_GET)
        step->version = any_version(s, step, peek);
}
