/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/cell_text.h"

/* Neighbouring cells as one stretch. */
typedef struct stretch {
    size_t first, last;
} stretch;

void prse__value_write(prse__buf *buf, const prse__value *value)
{
    if (value->kind == PRSE__VALUE_STRING)
        prse__buf_add(buf, value->text);
    else if (value->kind == PRSE__VALUE_DATE)
        prse__date_print(buf, (prse__date)value->amount);
    else
        prse__value_print(buf, value);
}

static void write_end(prse__buf *buf, prse__bound bound, int feel)
{
    if (feel && bound.value->kind == PRSE__VALUE_DATE)
        prse__value_print(buf, bound.value);
    else
        prse__value_write(buf, bound.value);
}

static void write_interval(prse__buf *buf, prse__bound low, prse__bound high,
                           int feel)
{
    prse__buf_addc(buf, low.open ? '(' : '[');
    write_end(buf, low, feel);
    prse__buf_adds(buf, "..");
    write_end(buf, high, feel);
    prse__buf_addc(buf, high.open ? ')' : ']');
}

static void write_range(prse__buf *buf, prse__bound low, prse__bound high,
                        int feel)
{
    if (prse__bound_exact(low, high)) {
        write_end(buf, low, feel);
    } else if (low.present && high.present) {
        write_interval(buf, low, high, feel);
    } else if (low.present) {
        prse__buf_adds(buf, low.open ? "> " : ">= ");
        write_end(buf, low, feel);
    } else if (high.present) {
        prse__buf_adds(buf, high.open ? "< " : "<= ");
        write_end(buf, high, feel);
    } else {
        prse__buf_adds(buf, feel ? "-" : "unknown");
    }
}

void prse__range_print(prse__buf *buf, prse__bound low, prse__bound high)
{
    write_range(buf, low, high, 0);
}

static size_t value_cells(const prse__var *var)
{
    return var->cell_count - (size_t)var->has_null;
}

/* The next stretch at or after `from`; 0: none. Listed values stand alone. */
static int next_stretch(stretch *out, const prse__var *var,
                        const prse__mask *mask, size_t from)
{
    size_t end = value_cells(var);
    out->first = prse__mask_next(mask, from);
    if (out->first >= end)
        return 0;
    out->last = out->first;
    while (prse__fact_is_ordered(var->fact) && out->last + 1 < end &&
           prse__mask_has(mask, out->last + 1))
        out->last++;
    return 1;
}

/* [n..n+1) of whole numbers is n. */
static void close_unit(prse__bound *high, prse__bound low,
                       const prse__fact *fact)
{
    if (fact->type != PRSE__FACT_COUNT || !low.present || !high->present ||
        low.open || !high->open)
        return;
    prse__dec next = prse__dec_add(low.value->number, prse__dec_int(1));
    if (prse__dec_cmp(next, high->value->number) == 0)
        *high = low;
}

/* The ends that the domain itself gives are left out where one end of the
 * stretch says enough: "< 50", not "[0..50)". */
static void write_stretch(prse__buf *buf, const prse__var *var, stretch s,
                          int feel)
{
    prse__bound low = var->cells[s.first].low;
    prse__bound high = var->cells[s.last].high;
    const prse__value *value = var->cells[s.first].value;
    if (!prse__fact_is_ordered(var->fact)) {
        if (feel)
            prse__value_print(buf, value);
        else
            prse__value_write(buf, value);
        return;
    }
    low.present = low.present && s.first > 0;
    high.present = high.present && s.last + 1 < value_cells(var);
    close_unit(&high, low, var->fact);
    write_range(buf, low, high, feel);
}

static int has_null(const prse__var *var, const prse__mask *mask)
{
    return var->has_null && prse__mask_has(mask, var->cell_count - 1);
}

static size_t write_stretches(prse__buf *buf, const prse__var *var,
                              const prse__mask *mask, const char *between,
                              int feel)
{
    size_t count = 0;
    stretch s;
    if (has_null(var, mask)) {
        prse__buf_adds(buf, "null");
        count++;
    }
    for (size_t from = 0; next_stretch(&s, var, mask, from);
         from = s.last + 1) {
        if (count++)
            prse__buf_adds(buf, between);
        write_stretch(buf, var, s, feel);
    }
    return count;
}

static int is_whole(const prse__var *var, const prse__mask *mask)
{
    return prse__mask_count(mask) == var->cell_count;
}

/* Every value, but not null. */
static int is_any_value(const prse__var *var, const prse__mask *mask)
{
    return var->has_null && !has_null(var, mask) &&
           prse__mask_count(mask) == value_cells(var);
}

void prse__cells_print(prse__buf *buf, const prse__var *var,
                       const prse__mask *mask)
{
    if (is_whole(var, mask))
        prse__buf_adds(buf, "unknown");
    else if (is_any_value(var, mask))
        prse__buf_adds(buf, "not null");
    else
        write_stretches(buf, var, mask, " or ", 0);
}

static void write_name(prse__buf *buf, const prse__var *var)
{
    prse__buf_add(buf, var->fact->id);
    if (var->year)
        prse__buf_addf(buf, "@%d", (int)var->year);
}

/* One stretch without null whose text begins with its operator. */
static int begins_with_operator(const prse__var *var, const prse__mask *mask)
{
    stretch s;
    if (has_null(var, mask) || !prse__fact_is_ordered(var->fact) ||
        !next_stretch(&s, var, mask, 0))
        return 0;
    stretch more;
    return !next_stretch(&more, var, mask, s.last + 1) &&
           (s.first == 0) != (s.last + 1 == value_cells(var));
}

static size_t count_pieces(const prse__var *var, const prse__mask *mask)
{
    size_t count = (size_t)has_null(var, mask);
    stretch s;
    for (size_t from = 0; next_stretch(&s, var, mask, from); from = s.last + 1)
        count++;
    return count;
}

/* 1 when the only cell holds one value. */
static int is_single(const prse__var *var, const prse__mask *mask)
{
    const prse__cell *cell = &var->cells[prse__mask_next(mask, 0)];
    prse__bound high = cell->high;
    if (!prse__fact_is_ordered(var->fact) || has_null(var, mask))
        return 1;
    close_unit(&high, cell->low, var->fact);
    return prse__bound_exact(cell->low, high);
}

void prse__cells_condition(prse__buf *buf, const prse__var *var,
                           const prse__mask *mask)
{
    write_name(buf, var);
    if (is_any_value(var, mask)) {
        prse__buf_adds(buf, " != null");
        return;
    }
    if (begins_with_operator(var, mask)) {
        prse__buf_addc(buf, ' ');
        write_stretches(buf, var, mask, "", 1);
        return;
    }
    int one = count_pieces(var, mask) == 1;
    int exact = prse__mask_count(mask) == 1 && is_single(var, mask);
    prse__buf_adds(buf, exact ? " = " : " in ");
    if (!one)
        prse__buf_addc(buf, '(');
    write_stretches(buf, var, mask, ", ", 1);
    if (!one)
        prse__buf_addc(buf, ')');
}
