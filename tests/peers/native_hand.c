/* SPDX-License-Identifier: Apache-2.0 */
/* The limit: the same rules as plain loops over plain columns. */
#include <stdlib.h>
#include <string.h>

#include "native.h"
#include "perf/columns.h"

typedef struct hand {
    int has_ranges;
    hand_columns in;
    uint8_t *out[RULES];
    void *blocks[2 * FACTS];
    size_t block_count;
} hand;

static void *keep(hand *h, size_t rows, size_t size)
{
    return h->blocks[h->block_count++] = blank(rows, size);
}

static const column *find(const companies *c, const char *name)
{
    for (size_t i = 0; i < FACTS; i++)
        if (strcmp(c->columns[i].name, name) == 0)
            return &c->columns[i];
    give_up(name, "is not among the columns");
}

static const int32_t *narrow(hand *h, const int64_t *from, size_t rows)
{
    int32_t *to = keep(h, rows, sizeof *to);
    for (size_t row = 0; row < rows; row++)
        to[row] = (int32_t)from[row];
    return to;
}

static hand_range32 sizes(hand *h, const companies *c, const char *name)
{
    const column *from = find(c, name);
    return (hand_range32){narrow(h, from->low, c->count),
                          narrow(h, from->high, c->count)};
}

/* The file's own columns will do. */
static hand_range64 money(const companies *c, const char *name)
{
    const column *from = find(c, name);
    return (hand_range64){from->low, from->high};
}

static const uint8_t *truths(hand *h, const companies *c, const char *name)
{
    const column *from = find(c, name);
    uint8_t *to = keep(h, c->count, 1);
    for (size_t row = 0; row < c->count; row++)
        to[row] = (uint8_t)from->low[row];
    return to;
}

static void *begin(const char *pack, const companies *c)
{
    hand *h = blank(1, sizeof *h);
    (void)pack;
    h->has_ranges = c->has_ranges;
    h->in = (hand_columns){
        .headcount = sizes(h, c, "effectif"),
        .insured = sizes(h, c, "effectif_securite_sociale"),
        .overseas = sizes(h, c, "effectif_outre_mer"),
        .group = sizes(h, c, "effectif_groupe"),
        .turnover = money(c, "chiffre_affaires"),
        .consolidated = money(c, "chiffre_affaires_consolide"),
        .balance = money(c, "bilan"),
        .form = narrow(h, find(c, "categorie_juridique")->low, c->count),
        .in_group = truths(h, c, "appartient_groupe"),
        .listed = truths(h, c, "est_cotee")};
    for (size_t rule = 0; rule < RULES; rule++)
        h->out[rule] = blank(c->count, 1);
    return h;
}

static void answer(void *state, size_t count)
{
    hand *h = state;
    if (h->has_ranges)
        hand_ranges(h->out, &h->in, count);
    else
        hand_exact(h->out, &h->in, count);
}

static const uint8_t *column_of(const void *state, size_t rule)
{
    return ((const hand *)state)->out[rule];
}

static void end(void *state)
{
    hand *h = state;
    for (size_t i = 0; i < h->block_count; i++)
        free(h->blocks[i]);
    for (size_t rule = 0; rule < RULES; rule++)
        free(h->out[rule]);
    free(h);
}

const way way_hand = {begin, answer, column_of, end, 0};
