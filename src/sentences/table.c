/* SPDX-License-Identifier: Apache-2.0 */
/* A row is a sequence of cells in reading order, each to the right of the one
 * before and level with it. Columns of running text are no rows: their cells
 * are long, or all of them hold sentences. */
#include "sentences/table.h"

#include <math.h>

#include "sentences/cut.h"
#include "sentences/letters.h"

enum { MOST_LINES = 8, WORDY = 15, LEAST_WORDY = 3, MOST_CELLS = 64 };

typedef struct row {
    prse__cell cells[MOST_CELLS];
    size_t count;
    size_t end; /* the run behind it */
} row;

static float width(const prse__run *run)
{
    return run->right - run->left;
}

static int goes_on(const prse__run *a, const prse__run *b)
{
    return a->block == b->block && prse__lines_below(a, b) &&
           b->top - a->bottom < a->size &&
           width(b) <= 2 * width(a) + 6 * a->size;
}

prse__cell prse__table_cell(const prse__lines *lines, size_t run)
{
    prse__cell cell = {run, 1};
    while (run + cell.count < lines->count &&
           goes_on(&lines->runs[run + cell.count - 1],
                   &lines->runs[run + cell.count]))
        cell.count++;
    return cell;
}

static prse__run around(const prse__lines *lines, prse__cell cell)
{
    prse__run box = lines->runs[cell.first];
    for (size_t i = 1; i < cell.count; i++) {
        const prse__run *run = &lines->runs[cell.first + i];
        box.left = fminf(box.left, run->left);
        box.right = fmaxf(box.right, run->right);
        box.bottom = fmaxf(box.bottom, run->bottom);
        box.count += run->count;
    }
    return box;
}

int prse__table_wordy(const prse__lines *lines, prse__cell cell)
{
    const prse__run *last = &lines->runs[cell.first + cell.count - 1];
    size_t words = around(lines, cell).count;
    return words >= WORDY ||
           (words >= LEAST_WORDY &&
            prse__cut_complete(prse__lines_last(lines, last)));
}

/* "1 050", "12,5 %", "n. c.", "–", "+ 4,1 %", "MWh" beside a figure. */
int prse__table_figures(const prse__lines *lines, prse__cell cell)
{
    prse__letter_count sum = {0};
    const prse__run *last = &lines->runs[cell.first + cell.count - 1];
    size_t end = last->first + last->count;
    for (size_t i = lines->runs[cell.first].first; i < end; i++) {
        prse__letter_count count =
            prse__letters_count(lines->page->words[i].text);
        sum.digits += count.digits;
        sum.letters += count.letters;
    }
    return sum.letters == 0 || (sum.digits >= sum.letters && sum.digits > 0);
}

static void read_row(row *out, const prse__lines *lines, size_t run)
{
    out->count = 0;
    out->end = run;
    prse__run before = {0};
    while (out->end < lines->count && out->count < MOST_CELLS) {
        prse__cell cell = prse__table_cell(lines, out->end);
        prse__run box = around(lines, cell);
        if (cell.count > MOST_LINES ||
            (out->count > 0 && !prse__lines_beside(&before, &box)))
            break;
        out->cells[out->count++] = cell;
        out->end += cell.count;
        before = box;
    }
}

/* The mark of an item or a heading is no cell of its own. */
static size_t real_cells(const row *r, const prse__lines *lines)
{
    return r->count - (r->count > 0 &&
                       prse__lines_lone_mark(lines, r->cells[0].first));
}

static int has_figures(const row *r, const prse__lines *lines)
{
    for (size_t i = 0; i < r->count; i++)
        if (prse__table_figures(lines, r->cells[i]))
            return 1;
    return 0;
}

static int all_wordy(const row *r, const prse__lines *lines)
{
    for (size_t i = 0; i < r->count; i++)
        if (!prse__table_wordy(lines, r->cells[i]))
            return 0;
    return 1;
}

/* The last cells of both begin or end at one place. */
static int aligned(const row *a, const row *b, const prse__lines *lines)
{
    if (real_cells(a, lines) < 2 || real_cells(b, lines) < 2)
        return 0;
    const prse__run *x = &lines->runs[a->cells[a->count - 1].first];
    const prse__run *y = &lines->runs[b->cells[b->count - 1].first];
    return fabsf(x->left - y->left) < 2 * x->size ||
           fabsf(x->right - y->right) < 2 * x->size;
}

static int is_row(const row *r, const row *near, const prse__lines *lines)
{
    size_t cells = real_cells(r, lines);
    if (cells < 2 || all_wordy(r, lines))
        return 0;
    return cells > 2 || has_figures(r, lines) || aligned(r, near, lines);
}

static void number(prse__lines *lines, size_t from, size_t to, uint32_t name)
{
    while (from < to)
        lines->runs[from++].row = name;
}

void prse__table_find(prse__lines *lines)
{
    row rows[2] = {{.count = 0}, {.count = 0}}; /* this one, the one before */
    uint32_t found = 0;
    for (size_t run = 0, turn = 0; run < lines->count; turn ^= 1) {
        row *now = &rows[turn], *before = &rows[turn ^ 1];
        read_row(now, lines, run);
        if (now->count == 0) {
            run += prse__table_cell(lines, run).count;
            continue;
        }
        if (is_row(now, before, lines)) {
            number(lines, run, now->end, ++found);
            size_t start = before->count ? before->cells[0].first : run;
            if (start < run && !lines->runs[start].row &&
                is_row(before, now, lines))
                number(lines, start, run, ++found);
        }
        run = now->end;
    }
}
