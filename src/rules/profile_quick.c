/* SPDX-License-Identifier: Apache-2.0 */
/* Reading what nearly every company says: whole numbers, days, ranges of them,
 * and words of the pack. Says the same as profile_set.c, which reads the
 * rest; asks for no memory. */
#include <string.h>

#include "rules/profile.h"
#include "rules/steps.h"
#include "rules/words.h"

enum { MOST_DIGITS = 18 }; /* below PRSE__STEPS_END */

static void give(prse__slot *slot, int whole)
{
    slot->given = 1;
    slot->whole = whole;
    slot->text = (prse_str){NULL, 0};
    slot->said = (prse__said){0};
}

/* --- One value --- */

static void write_own(prse__value *own, const prse__fact *fact, int64_t n)
{
    int date = fact->type == PRSE__FACT_DATE;
    *own = (prse__value){.kind = date ? PRSE__VALUE_DATE : PRSE__VALUE_NUMBER};
    if (date)
        own->amount = n;
    else
        own->number = prse__dec_int(n);
}

static int is_inside(const prse__steps *steps, int64_t n)
{
    return n >= steps->low && n <= steps->high && n > -PRSE__STEPS_END &&
           n < PRSE__STEPS_END;
}

int prse__profile_exact(prse__profile *p, prse__slot *slot, int64_t n)
{
    const prse__steps *steps = p->rules->vars[slot->var].steps;
    if (!is_inside(steps, n))
        return 0;
    give(slot, 1);
    write_own(&slot->own[0], slot->fact, n);
    slot->low = slot->high = (prse__bound){1, 0, &slot->own[0]};
    slot->value = &slot->own[0];
    p->masks[slot->var] =
        prse__mask_one(prse__steps_below(steps->at, steps->count, n));
    return 1;
}

/* --- A range --- */

typedef struct end {
    int present, open;
    int64_t n;
} end;

typedef struct range {
    end low, high;
} range;

/* Nothing but digits, or a day. */
static int read_number(int64_t *out, prse_str text, int date)
{
    text = prse__str_trim(text);
    if (date) {
        prse__date day;
        int read = prse__date_parse(&day, text);
        *out = read ? day : 0;
        return read;
    }
    size_t minus = text.len > 0 && text.ptr[0] == '-';
    int64_t value = 0;
    for (size_t i = minus; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        if (i - minus == MOST_DIGITS)
            return 0;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = minus ? -value : value;
    return text.len > minus;
}

static int read_end(end *out, const char *from, const char *to, int date)
{
    out->present = 1;
    return read_number(&out->n, (prse_str){from, (size_t)(to - from)}, date);
}

/* 50..249, [50..300) */
static int read_interval(range *out, prse_str text, const char *dots, int date)
{
    const char *from = text.ptr;
    const char *to = text.ptr + text.len;
    if (memchr("[(]", *from, 3)) {
        to--;
        out->low.open = *from != '[';
        out->high.open = *to != ']';
        if (!memchr("])[", *to, 3))
            return 0;
        from++;
    }
    return dots >= from && dots + 2 <= to &&
           read_end(&out->low, from, dots, date) &&
           read_end(&out->high, dots + 2, to, date);
}

/* >= 50 */
static int read_comparison(range *out, prse_str text, int date)
{
    end *side = text.ptr[0] == '<' ? &out->high : &out->low;
    size_t sign = text.len > 1 && text.ptr[1] == '=' ? 2 : 1;
    side->open = sign == 1;
    return read_end(side, text.ptr + sign, text.ptr + text.len, date);
}

static const char *find_dots(prse_str text)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == '.')
            return text.ptr + i;
    return NULL;
}

/* Among whole numbers and days every end can be included. */
static void close_ends(range *r)
{
    r->low.n += r->low.present && r->low.open;
    r->high.n -= r->high.present && r->high.open;
    r->low.open = r->high.open = 0;
}

static size_t first_cell(const prse__steps *steps, const end *low)
{
    const int64_t *list = low->open ? steps->up : steps->at;
    return low->present ? prse__steps_below(list, steps->count, low->n) : 0;
}

static size_t last_cell(const prse__steps *steps, const end *high)
{
    const int64_t *list = high->open ? steps->past : steps->at;
    return high->present ? prse__steps_below(list, steps->count, high->n)
                         : steps->count;
}

static prse__bound bound_of(const end *side, prse__slot *slot, int i)
{
    if (!side->present)
        return i ? slot->fact->high : slot->fact->low;
    write_own(&slot->own[i], slot->fact, side->n);
    return (prse__bound){1, side->open, &slot->own[i]};
}

/* Several values, all inside the domain and none of them in doubt; the slow
 * reading sees to the others. */
static int is_plain(const prse__steps *steps, const range *r)
{
    int64_t low = r->low.present ? r->low.n : steps->low;
    int64_t high = r->high.present ? r->high.n : steps->high;
    return low < high && (!r->low.present || is_inside(steps, low)) &&
           (!r->high.present || is_inside(steps, high));
}

static int set_range(prse__profile *p, prse__slot *slot, range r)
{
    const prse__steps *steps = p->rules->vars[slot->var].steps;
    if (slot->fact->type != PRSE__FACT_NUMBER)
        close_ends(&r);
    if (!is_plain(steps, &r))
        return 0;
    give(slot, 1);
    slot->value = NULL;
    slot->low = bound_of(&r.low, slot, 0);
    slot->high = bound_of(&r.high, slot, 1);
    size_t first = first_cell(steps, &r.low);
    size_t last = last_cell(steps, &r.high);
    p->masks[slot->var] = prse__mask_minus(prse__mask_all(last + 1),
                                           prse__mask_all(first));
    return 1;
}

static int set_ordered(prse__profile *p, prse__slot *slot, prse_str text)
{
    int date = slot->fact->type == PRSE__FACT_DATE;
    range r = {{0, 0, 0}, {0, 0, 0}};
    int64_t n;
    if (read_number(&n, text, date))
        return prse__profile_exact(p, slot, n);
    const char *dots = find_dots(text);
    int compared = text.ptr[0] == '<' || text.ptr[0] == '>';
    if (dots ? read_interval(&r, text, dots, date)
             : compared && read_comparison(&r, text, date))
        return set_range(p, slot, r);
    return 0;
}

/* --- A word of the pack --- */

static int set_word(prse__profile *p, prse__slot *slot, prse_str text)
{
    const prse__word *word = prse__words_find(p->rules->words, slot->fact,
                                              text);
    if (!word)
        return 0;
    give(slot, word->whole);
    slot->low = word->low;
    slot->high = word->high;
    slot->value = word->value;
    p->masks[slot->var] = word->mask;
    return 1;
}

int prse__profile_quick(prse__profile *p, prse__slot *slot, prse_str text)
{
    text = prse__str_trim(text);
    if (slot->var == SIZE_MAX || !text.len)
        return 0;
    int digits = text.ptr[0] >= '0' && text.ptr[0] <= '9';
    /* a bracket may be named by a number */
    if (!(digits && !slot->fact->bracket_count) && set_word(p, slot, text))
        return 1;
    return prse__fact_is_ordered(slot->fact) && set_ordered(p, slot, text);
}
