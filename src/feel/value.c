/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/value.h"

#include "feel/ast.h"
#include "feel/value_compare.h"

const prse__value prse__value_null = {.kind = PRSE__VALUE_NULL};
const prse__value prse__value_true = {.kind = PRSE__VALUE_BOOLEAN, .flag = 1};
const prse__value prse__value_false = {.kind = PRSE__VALUE_BOOLEAN};

/* Comparing and printing follow shared sub-values once for every path, which
 * a hostile expression can make exponential: both stop at a budget. */
enum {
    MOST_NESTING = 200,
    MOST_VISITS = 10000000,
    LONGEST_PIECE = 8192 /* added at once, a number at most */
};

const prse__value *prse__value_boolean(int flag)
{
    return flag ? &prse__value_true : &prse__value_false;
}

static const prse__value *keep(prse__arena *arena, prse__value value)
{
    prse__value *kept = prse__arena_alloc(arena, 1, sizeof *kept);
    if (kept)
        *kept = value;
    return kept;
}

const prse__value *prse__value_number(prse__arena *arena, prse__dec number)
{
    return keep(arena,
                (prse__value){.kind = PRSE__VALUE_NUMBER, .number = number});
}

const prse__value *prse__value_string(prse__arena *arena, prse_str text)
{
    prse_str copy = prse__str_dup(arena, text);
    if (!copy.ptr)
        return NULL;
    return keep(arena, (prse__value){.kind = PRSE__VALUE_STRING, .text = copy});
}

const prse__value *prse__value_date(prse__arena *arena, prse__date date)
{
    return keep(arena,
                (prse__value){.kind = PRSE__VALUE_DATE, .amount = date});
}

/* --- Equality --- */

typedef struct comparison {
    uint64_t *visits;
    unsigned depth;
} comparison;

static int equal(comparison *c, const prse__value *a, const prse__value *b);

static int equal_items(comparison *c, const prse__value *a,
                       const prse__value *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++)
        if (equal(c, a->items[i], b->items[i]) != 1)
            return 0;
    return 1;
}

const prse__value *prse__value_entry(const prse__value *context, prse_str key)
{
    for (size_t i = 0; i < context->count; i++)
        if (prse__str_eq(context->keys[i], key))
            return context->items[i];
    return NULL;
}

static int equal_entries(comparison *c, const prse__value *a,
                         const prse__value *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++) {
        const prse__value *other = prse__value_entry(b, a->keys[i]);
        if (!other || equal(c, a->items[i], other) != 1)
            return 0;
    }
    return 1;
}

static int equal_bounds(comparison *c, const prse__value *a,
                        const prse__value *b)
{
    for (int i = 0; i < 2; i++) {
        const prse__value *x = a->items[i], *y = b->items[i];
        if (!x != !y || (x && equal(c, x, y) != 1))
            return 0;
    }
    return !a->open_low == !b->open_low && !a->open_high == !b->open_high &&
           a->flag == b->flag;
}

static int equal_same_kind(comparison *c, const prse__value *a,
                           const prse__value *b)
{
    switch (a->kind) {
    case PRSE__VALUE_NULL:
        return 1;
    case PRSE__VALUE_BOOLEAN:
        return !a->flag == !b->flag;
    case PRSE__VALUE_NUMBER:
        return prse__dec_cmp(a->number, b->number) == 0;
    case PRSE__VALUE_STRING:
        return prse__str_eq(a->text, b->text);
    case PRSE__VALUE_DATE:
    case PRSE__VALUE_MONTHS:
    case PRSE__VALUE_SECONDS:
        return a->amount == b->amount;
    case PRSE__VALUE_LIST:
        return equal_items(c, a, b);
    case PRSE__VALUE_CONTEXT:
        return equal_entries(c, a, b);
    case PRSE__VALUE_RANGE:
        return equal_bounds(c, a, b);
    case PRSE__VALUE_FUNCTION:
        break;
    }
    return -1;
}

static int equal(comparison *c, const prse__value *a, const prse__value *b)
{
    if (a->kind != b->kind)
        return a->kind == PRSE__VALUE_NULL || b->kind == PRSE__VALUE_NULL
                   ? 0 : -1;
    if (*c->visits == 0 || c->depth >= MOST_NESTING)
        return -1;
    *c->visits -= 1;
    c->depth++;
    int same = equal_same_kind(c, a, b);
    c->depth--;
    return same;
}

int prse__value_equal_within(const prse__value *a, const prse__value *b,
                             uint64_t *visits)
{
    return equal(&(comparison){.visits = visits}, a, b);
}

int prse__value_equal(const prse__value *a, const prse__value *b)
{
    uint64_t visits = MOST_VISITS;
    return prse__value_equal_within(a, b, &visits);
}

int prse__value_compare(int *out, const prse__value *a, const prse__value *b)
{
    if (a->kind != b->kind)
        return 0;
    switch (a->kind) {
    case PRSE__VALUE_NUMBER:
        *out = prse__dec_cmp(a->number, b->number);
        return 1;
    case PRSE__VALUE_STRING:
        *out = prse__str_cmp(a->text, b->text);
        *out = (*out > 0) - (*out < 0);
        return 1;
    case PRSE__VALUE_DATE:
    case PRSE__VALUE_MONTHS:
    case PRSE__VALUE_SECONDS:
        *out = (a->amount > b->amount) - (a->amount < b->amount);
        return 1;
    default:
        return 0;
    }
}

/* --- Printing --- */

typedef struct printer {
    prse__buf *buf;
    uint64_t visits;
    unsigned depth;
    int too_large;
} printer;

static void print(printer *p, const prse__value *value);

static void print_entries(printer *p, const prse__value *value)
{
    int named = value->kind == PRSE__VALUE_CONTEXT;
    prse__buf_addc(p->buf, named ? '{' : '[');
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            prse__buf_adds(p->buf, ", ");
        if (named) {
            prse__feel_print_key(p->buf, value->keys[i]);
            prse__buf_adds(p->buf, ": ");
        }
        print(p, value->items[i]);
    }
    prse__buf_addc(p->buf, named ? '}' : ']');
}

static void print_range(printer *p, const prse__value *range)
{
    const prse__value *low = range->items[0], *high = range->items[1];
    if (low && high && !range->flag) {
        prse__buf_addc(p->buf, range->open_low ? '(' : '[');
        print(p, low);
        prse__buf_adds(p->buf, "..");
        print(p, high);
        prse__buf_addc(p->buf, range->open_high ? ')' : ']');
        return;
    }
    int open = low ? range->open_low : range->open_high;
    prse__buf_adds(p->buf, range->flag ? "(" : low ? "(>" : "(<");
    prse__buf_adds(p->buf, open ? " " : "= ");
    print(p, low ? low : high ? high : &prse__value_null);
    prse__buf_addc(p->buf, ')');
}

/* 60 s make a minute, and so on; the sign goes in front. */
static void print_seconds(prse__buf *buf, uint64_t seconds)
{
    static const struct {
        uint64_t unit;
        char letter;
    } parts[] = {{3600, 'H'}, {60, 'M'}, {1, 'S'}};
    uint64_t days = seconds / 86400, rest = seconds % 86400;
    if (days)
        prse__buf_addf(buf, "%lluD", (unsigned long long)days);
    if (rest || !days)
        prse__buf_addc(buf, 'T');
    if (!rest && !days)
        prse__buf_adds(buf, "0S");
    for (int i = 0; i < 3; i++) {
        uint64_t part = rest / parts[i].unit;
        rest %= parts[i].unit;
        if (part)
            prse__buf_addf(buf, "%llu%c", (unsigned long long)part,
                           parts[i].letter);
    }
}

static void print_months(prse__buf *buf, uint64_t months)
{
    if (months >= 12)
        prse__buf_addf(buf, "%lluY", (unsigned long long)(months / 12));
    if (months % 12 || months == 0)
        prse__buf_addf(buf, "%lluM", (unsigned long long)(months % 12));
}

void prse__value_print_calendar(prse__buf *buf, const prse__value *value)
{
    if (value->kind == PRSE__VALUE_DATE) {
        prse__date_print(buf, (prse__date)value->amount);
        return;
    }
    int negative = value->amount < 0;
    uint64_t size = negative ? 0 - (uint64_t)value->amount
                             : (uint64_t)value->amount;
    prse__buf_adds(buf, negative ? "-P" : "P");
    if (value->kind == PRSE__VALUE_MONTHS)
        print_months(buf, size);
    else
        print_seconds(buf, size);
}

static void print_kind(printer *p, const prse__value *value)
{
    switch (value->kind) {
    case PRSE__VALUE_NULL:
        prse__buf_adds(p->buf, "null");
        break;
    case PRSE__VALUE_BOOLEAN:
        prse__buf_adds(p->buf, value->flag ? "true" : "false");
        break;
    case PRSE__VALUE_NUMBER:
        prse__dec_print(p->buf, value->number);
        break;
    case PRSE__VALUE_STRING:
        prse__feel_print_string(p->buf, value->text);
        break;
    case PRSE__VALUE_DATE:
    case PRSE__VALUE_MONTHS:
    case PRSE__VALUE_SECONDS:
        prse__buf_adds(p->buf, "@\"");
        prse__value_print_calendar(p->buf, value);
        prse__buf_addc(p->buf, '"');
        break;
    case PRSE__VALUE_LIST:
    case PRSE__VALUE_CONTEXT:
        print_entries(p, value);
        break;
    case PRSE__VALUE_RANGE:
        print_range(p, value);
        break;
    case PRSE__VALUE_FUNCTION:
        if (value->body)
            prse__feel_print(p->buf, value->body);
        else
            prse__buf_add(p->buf, value->text);
        break;
    }
}

static void print(printer *p, const prse__value *value)
{
    if (p->visits == 0 || p->depth >= MOST_NESTING)
        p->buf->failed = p->too_large = 1;
    if (p->buf->failed)
        return;
    p->visits--;
    p->depth++;
    print_kind(p, value);
    p->depth--;
}

int prse__value_print_bounded(prse__buf *buf, const prse__value *value)
{
    printer p = {.buf = buf, .visits = MOST_VISITS};
    print(&p, value);
    if (buf->failed && buf->limit && buf->len + LONGEST_PIECE > buf->limit)
        p.too_large = 1;
    return !p.too_large;
}

void prse__value_print(prse__buf *buf, const prse__value *value)
{
    prse__value_print_bounded(buf, value);
}
