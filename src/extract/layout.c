/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/layout.h"

/* In heights of a line: how far a first line may be from the second (double
 * spacing and a little more), how much that distance and sizes may vary. */
static const float first_gap = 1.2f;
static const float leading_slack = 1.35f;
static const float size_slack = 1.25f;

typedef struct row {
    float left, top, right, bottom;
} row;

/* A place as a reader sees it who turns the page to read. */
static row row_of(const prse_word *word, prse__turn turn)
{
    const row it = {word->left, word->top, word->right, word->bottom};
    switch (turn) {
    case PRSE__TURN_RIGHT:
        return (row){it.top, -it.right, it.bottom, -it.left};
    case PRSE__TURN_OVER:
        return (row){-it.right, -it.bottom, -it.left, -it.top};
    case PRSE__TURN_LEFT:
        return (row){-it.bottom, it.left, -it.top, it.right};
    default:
        return it;
    }
}

static void grow(row *to, const row *word)
{
    to->left = word->left < to->left ? word->left : to->left;
    to->top = word->top < to->top ? word->top : to->top;
    to->right = word->right > to->right ? word->right : to->right;
    to->bottom = word->bottom > to->bottom ? word->bottom : to->bottom;
}

static float height(const row *it)
{
    return it->bottom - it->top;
}

/* Half of the lower of the two overlaps: a raised or sunken character does. */
static int is_beside(const row *line, const row *word)
{
    float top = word->top > line->top ? word->top : line->top;
    float bottom = word->bottom < line->bottom ? word->bottom : line->bottom;
    float tall = word->bottom - word->top;
    float lower = tall < height(line) ? tall : height(line);
    return 2 * (bottom - top) >= lower;
}

/* Drawn after it and right of it; marks are drawn over what they stand on. */
static int goes_on(const row *line, const row *last, const row *word)
{
    return is_beside(line, word) &&
           word->left >= last->left - height(line) / 2;
}

static int is_other_size(const row *a, const row *b)
{
    return height(a) > size_slack * height(b) ||
           height(b) > size_slack * height(a);
}

/* `leading`: between the last two lines of the block; 0: it has one so far. */
static int begins_block(const row *before, const row *now, float leading)
{
    float step = now->top - before->top;
    if (step <= 0 || now->left > before->right || now->right < before->left)
        return 1;
    if (is_other_size(before, now))
        return 1;
    return leading > 0 ? step > leading_slack * leading
                       : now->top - before->bottom > first_gap * height(before);
}

/* The words of one line, first..end-1. */
static size_t line_end(const prse_word *words, size_t first, size_t count,
                       prse__turn turn, row *out)
{
    size_t at = first + 1;
    row last = row_of(words + first, turn);
    *out = last;
    for (; at < count; at++) {
        row next = row_of(words + at, turn);
        if (!goes_on(out, &last, &next))
            break;
        grow(out, &next);
        last = next;
    }
    return at;
}

static prse__turn vote(const prse_word *a, const prse_word *b)
{
    for (int turn = 0; turn < PRSE__TURNS; turn++) {
        row first = row_of(a, (prse__turn)turn);
        row second = row_of(b, (prse__turn)turn);
        float gap = second.left - first.right, tall = height(&first);
        int wide = first.right - first.left > tall;
        if (wide && is_beside(&first, &second) && gap > -tall / 2 &&
            gap < tall)
            return (prse__turn)turn;
    }
    return PRSE__TURNS;
}

prse__turn prse__layout_turn(const prse_word *words, size_t count)
{
    size_t votes[PRSE__TURNS + 1] = {0};
    int best = PRSE__TURN_NONE;
    for (size_t i = 1; i < count; i++)
        votes[vote(words + i - 1, words + i)]++;
    for (int turn = 0; turn < PRSE__TURNS; turn++)
        if (votes[turn] > votes[best])
            best = turn;
    return (prse__turn)best;
}

void prse__layout(prse_word *words, size_t count)
{
    row before = {0, 0, 0, 0}, now;
    float leading = 0;
    uint32_t block = 0, line = 0;
    prse__turn turn = prse__layout_turn(words, count);
    for (size_t first = 0, end; first < count; first = end, line++) {
        end = line_end(words, first, count, turn, &now);
        int begins = line > 0 && begins_block(&before, &now, leading);
        block += begins != 0;
        leading = line > 0 && !begins ? now.top - before.top : 0;
        for (size_t i = first; i < end; i++) {
            words[i].block = block;
            words[i].line = line;
        }
        before = now;
    }
}
