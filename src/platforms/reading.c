/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/reading.h"

enum {
    MOST_BYTES = 16 * 1024 * 1024,
    MOST_DEPTH = 32,
    MOST_MEMORY = 128 * 1024 * 1024,
    FIRST_YEAR = 1900,
    LAST_YEAR = 2999
};

static prse_status read_body(prse__arena **arena, const prse__node **root,
                             prse_str body)
{
    static const prse__node_limits limits = {MOST_BYTES, MOST_DEPTH};
    *arena = prse__arena_new(MOST_MEMORY);
    if (!*arena)
        return PRSE_ENOMEM;
    prse_status status = prse__json_read(root, *arena, prse__answer_text(body),
                                         NULL, &limits, NULL);
    if (status)
        *root = NULL;
    return status;
}

const prse__node *prse__reading_body(prse__arena **arena, prse_str body)
{
    const prse__node *root = NULL;
    read_body(arena, &root, body);
    return root;
}

void prse__reading_refuse(prse__reading *reading, const char *reason)
{
    reading->outcome = PRSE_OUTCOME_UNREADABLE;
    reading->reason = reason;
}

void prse__reading_open(prse__reading *reading, const prse__answer *answer)
{
    *reading = (prse__reading){.answer = answer,
                               .outcome = prse__answer_outcome(answer)};
    if (reading->outcome == PRSE_OUTCOME_UNREADABLE)
        prse__reading_refuse(reading, "trop_long");
    if (answer->status || (reading->outcome != PRSE_OUTCOME_READ &&
                           reading->outcome != PRSE_OUTCOME_ABSENT))
        return;
    prse_status status =
        read_body(&reading->arena, &reading->root, answer->body);
    reading->failed = status == PRSE_ENOMEM;
    if (status && reading->outcome == PRSE_OUTCOME_READ)
        prse__reading_refuse(reading, "json_invalide");
}

void prse__reading_close(prse__reading *reading)
{
    prse__arena_free(reading->arena);
    reading->arena = NULL;
    reading->root = NULL;
}

void prse__reading_of_list(prse__reading *reading)
{
    if (reading->outcome == PRSE_OUTCOME_ABSENT)
        prse__reading_refuse(reading, "page_404");
}

/* --- Values --- */

static int is_scalar(const prse__node *node)
{
    return node && (node->kind == PRSE__NODE_PLAIN ||
                    node->kind == PRSE__NODE_QUOTED);
}

int prse__value_text(prse_str *out, const prse__node *node)
{
    if (!is_scalar(node) ||
        (node->kind == PRSE__NODE_PLAIN && prse__str_is(node->text, "null")))
        return 0;
    *out = prse__str_trim(node->text);
    return out->len > 0;
}

int prse__value_decimal(prse__dec *out, const prse__node *node)
{
    prse_str text;
    return prse__value_text(&text, node) && prse__dec_parse(out, text) &&
           prse__dec_finite(*out);
}

int prse__value_int(int32_t *out, const prse__node *node)
{
    prse__dec number;
    int64_t value;
    if (!prse__value_decimal(&number, node) ||
        !prse__dec_to_int(&value, number) || value < INT32_MIN ||
        value > INT32_MAX)
        return 0;
    *out = (int32_t)value;
    return 1;
}

static int is_year(int32_t year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

int prse__value_year(int32_t *out, const prse__node *node)
{
    int32_t year;
    if (!prse__value_int(&year, node) || !is_year(year))
        return 0;
    *out = year;
    return 1;
}

int prse__value_year_text(int32_t *out, prse_str text)
{
    int32_t year = 0;
    if (text.len != 4)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        year = year * 10 + (text.ptr[i] - '0');
    }
    *out = year;
    return is_year(year);
}

int prse__value_day(prse__date *out, const prse__node *node)
{
    enum { DAY = 10 };
    prse_str text;
    if (!prse__value_text(&text, node) || text.len < DAY)
        return 0;
    if (text.len > DAY && text.ptr[DAY] != 'T' && text.ptr[DAY] != ' ')
        return 0;
    return prse__date_parse(out, (prse_str){text.ptr, DAY});
}

static prse_str without_zeros(prse_str text)
{
    while (text.len > 1 && text.ptr[0] == '0') {
        text.ptr++;
        text.len--;
    }
    return text;
}

int prse__value_other_siren(const prse__node *node, prse_str siren)
{
    prse_str text;
    return prse__value_text(&text, node) &&
           !prse__str_eq(without_zeros(text), without_zeros(siren));
}
