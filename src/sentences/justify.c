/* SPDX-License-Identifier: Apache-2.0 */
/* Runs that stand side by side are one line of text when, in their block, they
 * reach from edge to edge of the whole line above or below, with gaps that are
 * much alike. Rows of a table have no such neighbour. */
#include "sentences/justify.h"

#include <math.h>

/* Shares of the height of a word. */
static const float widest = 4, edge_error = 0.5f;
/* The widest gap of a justified line against its narrowest. */
static const float most_uneven = 1.8f;

/* Runs that are level, from one on; the run behind them. */
static size_t end_of_level(const prse__lines *lines, size_t from)
{
    size_t end = from + 1;
    while (end < lines->count &&
           lines->runs[end].block == lines->runs[from].block &&
           prse__lines_beside(&lines->runs[end - 1], &lines->runs[end]))
        end++;
    return end;
}

static int gaps_alike(const prse__run *runs, size_t count)
{
    float least = INFINITY, most = 0;
    for (size_t i = 1; i < count; i++) {
        float gap = runs[i].left - runs[i - 1].right;
        least = fminf(least, gap);
        most = fmaxf(most, gap);
    }
    return most < widest * runs[0].size && most <= most_uneven * least;
}

/* `whole` is a line of the same block with the same edges. */
static int same_edges(const prse__run *first, const prse__run *last,
                      const prse__run *whole)
{
    float error = edge_error * first->size;
    return whole->block == first->block && whole->count > 1 &&
           fabsf(whole->left - first->left) <= error &&
           fabsf(whole->right - last->right) <= error;
}

static int is_justified(const prse__lines *lines, const prse__run *before,
                        size_t from, size_t end)
{
    const prse__run *first = &lines->runs[from];
    const prse__run *last = &lines->runs[end - 1];
    if (end - from < 2 || first->mark == PRSE__MARK_GLYPH ||
        !gaps_alike(first, end - from))
        return 0;
    return (before && same_edges(first, last, before)) ||
           (end < lines->count && end_of_level(lines, end) == end + 1 &&
            same_edges(first, last, &lines->runs[end]));
}

static prse__run join(const prse__run *runs, size_t count)
{
    prse__run all = runs[0];
    for (size_t i = 1; i < count; i++) {
        all.count += runs[i].count;
        all.top = fminf(all.top, runs[i].top);
        all.right = runs[i].right;
        all.bottom = fmaxf(all.bottom, runs[i].bottom);
    }
    return all;
}

void prse__justify_mend(prse__lines *lines)
{
    size_t kept = 0;
    const prse__run *before = NULL; /* a whole line */
    for (size_t run = 0; run < lines->count;) {
        size_t end = end_of_level(lines, run);
        if (is_justified(lines, before, run, end)) {
            lines->runs[kept] = join(&lines->runs[run], end - run);
            before = &lines->runs[kept++];
        } else {
            before = end == run + 1 ? &lines->runs[kept] : NULL;
            while (run < end)
                lines->runs[kept++] = lines->runs[run++];
        }
        run = end;
    }
    lines->count = kept;
}
