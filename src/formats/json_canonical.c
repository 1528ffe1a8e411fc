/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_canonical.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "formats/json_writer.h"

enum { LONGEST_PLAIN = 64, LONGEST_DIGITS = 64 };

/* A number taken apart: digits without zeros around, times 10^exponent. */
typedef struct number {
    int negative;
    size_t count; /* 0: the number is 0 */
    char digits[LONGEST_DIGITS];
    int64_t exponent;
} number;

/* The exponent after 'e', bounded: no number is told apart beyond. */
static int64_t read_exponent(prse_str text)
{
    const int64_t most = INT64_C(1000000000000000000);
    int negative = text.len > 0 && text.ptr[0] == '-';
    int64_t value = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9' && value < most / 10)
            value = value * 10 + (text.ptr[i] - '0');
    return negative ? -value : value;
}

static void add_digit(number *n, char digit, int after_point)
{
    n->exponent -= after_point;
    if ((n->count == 0 && digit == '0') || n->count == LONGEST_DIGITS)
        return;
    n->digits[n->count++] = digit;
}

static void drop_zeros(number *n)
{
    while (n->count > 0 && n->digits[n->count - 1] == '0') {
        n->count--;
        n->exponent++;
    }
}

static number take_apart(prse_str literal)
{
    number n = {0};
    int after_point = 0;
    for (size_t i = 0; i < literal.len; i++) {
        char c = literal.ptr[i];
        if (c == '-') {
            n.negative = 1;
        } else if (c == '.') {
            after_point = 1;
        } else if (c == 'e' || c == 'E') {
            n.exponent += read_exponent(
                (prse_str){literal.ptr + i + 1, literal.len - i - 1});
            break;
        } else {
            add_digit(&n, c, after_point);
        }
    }
    drop_zeros(&n);
    return n;
}

static void add_zeros(prse__buf *out, int64_t count)
{
    while (count-- > 0)
        prse__buf_addc(out, '0');
}

/* Characters of the plain form, without the sign. */
static int64_t plain_length(const number *n)
{
    int64_t before = (int64_t)n->count + n->exponent;
    if (n->exponent >= 0)
        return before;
    return before > 0 ? (int64_t)n->count + 1 : 2 - n->exponent;
}

static void print_plain(prse__buf *out, const number *n)
{
    int64_t before = (int64_t)n->count + n->exponent;
    size_t whole = before < 0 ? 0
                   : n->exponent >= 0 ? n->count
                                      : (size_t)before;
    prse__buf_add(out, (prse_str){n->digits, whole});
    add_zeros(out, n->exponent);
    if (n->exponent >= 0)
        return;
    prse__buf_adds(out, whole == 0 ? "0." : ".");
    add_zeros(out, -before);
    prse__buf_add(out, (prse_str){n->digits + whole, n->count - whole});
}

int prse__json_number(prse__buf *out, prse_str literal)
{
    number n = take_apart(literal);
    if (n.count == 0) {
        prse__buf_addc(out, '0');
        return 1;
    }
    if (n.negative)
        prse__buf_addc(out, '-');
    if (plain_length(&n) + n.negative <= LONGEST_PLAIN) {
        print_plain(out, &n);
        return 1;
    }
    prse__buf_add(out, (prse_str){n.digits, n.count});
    prse__buf_addf(out, "e%" PRId64, n.exponent);
    return 0;
}

/* The writer's quotes without its commas. */
static void add_quoted(prse__buf *out, prse_str text)
{
    prse__json json;
    prse__json_init(&json, out, 0);
    prse__json_string(&json, text);
}

static int by_key(const void *a, const void *b)
{
    const prse__node *const *first = a, *const *second = b;
    return prse__str_cmp((*first)->key, (*second)->key);
}

/* Children in the order in which they are written; NULL: no memory. */
static const prse__node **in_order(prse__arena *arena, const prse__node *node)
{
    const prse__node **all =
        prse__arena_alloc(arena, node->count + 1, sizeof *all);
    size_t count = 0;
    if (!all)
        return NULL;
    for (const prse__node *child = node->first; child; child = child->next)
        all[count++] = child;
    if (node->kind == PRSE__NODE_MAP)
        qsort(all, count, sizeof *all, by_key);
    return all;
}

static void add_value(prse__buf *out, prse__arena *arena,
                      const prse__node *node);

/* Recursive as deep as the reader allows. */
static void add_children(prse__buf *out, prse__arena *arena,
                         const prse__node *node)
{
    int map = node->kind == PRSE__NODE_MAP;
    const prse__node **children = in_order(arena, node);
    if (!children) {
        out->failed = 1;
        return;
    }
    prse__buf_addc(out, map ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i > 0)
            prse__buf_addc(out, ',');
        if (map) {
            add_quoted(out, children[i]->key);
            prse__buf_addc(out, ':');
        }
        add_value(out, arena, children[i]);
    }
    prse__buf_addc(out, map ? '}' : ']');
}

static void add_value(prse__buf *out, prse__arena *arena,
                      const prse__node *node)
{
    if (node->kind == PRSE__NODE_QUOTED)
        add_quoted(out, node->text);
    else if (node->kind != PRSE__NODE_PLAIN)
        add_children(out, arena, node);
    else if (node->text.ptr[0] == '-' ||
             (node->text.ptr[0] >= '0' && node->text.ptr[0] <= '9'))
        prse__json_number(out, node->text);
    else
        prse__buf_add(out, node->text);
}

void prse__json_canonical_node(prse__buf *out, prse__arena *arena,
                               const prse__node *node)
{
    add_value(out, arena, node);
}

/* What was there before stays. */
static void cut_back(prse__buf *out, size_t len)
{
    out->len = len;
    if (out->ptr)
        out->ptr[len] = '\0';
}

prse_status prse__json_canonical(prse__buf *out, prse_str json,
                                 prse_error *err)
{
    const prse__node *root;
    size_t before = out->len;
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = prse__json_read(&root, arena, json, NULL, NULL, err);
    if (!status) {
        add_value(out, arena, root);
        if (out->failed) {
            cut_back(out, before);
            status = prse__error_nomem(err);
        }
    }
    prse__arena_free(arena);
    return status;
}
