/* SPDX-License-Identifier: Apache-2.0 */
/* Values as people read them. Thin spaces in French, commas in English. */
#include "engine/report.h"

#include <string.h>

#include "rules/cell_text.h"

#define NARROW_SPACE "\u202f"

typedef enum word {
    WORD_YES,
    WORD_NO,
    WORD_NONE,
    WORD_UNKNOWN,
    WORD_AT_LEAST,
    WORD_MORE_THAN,
    WORD_AT_MOST,
    WORD_LESS_THAN,
    WORD_FROM,
    WORD_ABOVE,
    WORD_TO,
    WORD_TO_BELOW,
    WORD_OR,
    WORD_ANY
} word;

static const char *const WORDS[][2] = {
    [WORD_YES] = {"oui", "yes"},
    [WORD_NO] = {"non", "no"},
    [WORD_NONE] = {"aucun", "none"},
    [WORD_UNKNOWN] = {"inconnu", "unknown"},
    [WORD_AT_LEAST] = {"au moins ", "at least "},
    [WORD_MORE_THAN] = {"plus de ", "more than "},
    [WORD_AT_MOST] = {"au plus ", "at most "},
    [WORD_LESS_THAN] = {"moins de ", "less than "},
    [WORD_FROM] = {"de ", "from "},
    [WORD_ABOVE] = {"plus de ", "more than "},
    [WORD_TO] = {" à ", " to "},
    [WORD_TO_BELOW] = {" à moins de ", " to less than "},
    [WORD_OR] = {" ou ", " or "},
    [WORD_ANY] = {"une valeur quelconque", "any value"},
};

static void say(prse__buf *buf, word w, prse_lang lang)
{
    prse__buf_adds(buf, WORDS[w][lang == PRSE_LANG_EN]);
}

/* Digits in groups of three before the point. */
static void group_digits(prse__buf *buf, prse_str digits, prse_lang lang)
{
    size_t whole = 0;
    while (whole < digits.len && digits.ptr[whole] >= '0' &&
           digits.ptr[whole] <= '9')
        whole++;
    size_t first = whole > 4 ? (whole - 1) % 3 + 1 : whole;
    prse__buf_add(buf, (prse_str){digits.ptr, first});
    for (size_t i = first; i < whole; i += 3) {
        prse__buf_adds(buf, lang == PRSE_LANG_EN ? "," : NARROW_SPACE);
        prse__buf_add(buf, (prse_str){digits.ptr + i, 3});
    }
    if (whole == digits.len)
        return;
    prse_str rest = {digits.ptr + whole, digits.len - whole};
    if (rest.ptr[0] == '.' && lang == PRSE_LANG_FR) {
        prse__buf_addc(buf, ',');
        rest = (prse_str){rest.ptr + 1, rest.len - 1};
    }
    prse__buf_add(buf, rest);
}

/* Printed at the end of the buffer, then again with its digits in groups. */
static void display_number(prse__buf *buf, prse__dec number, prse_lang lang)
{
    char copy[128];
    size_t from = buf->len;
    prse__dec_print(buf, number);
    size_t length = buf->len - from;
    if (buf->failed || length > sizeof copy)
        return;
    memcpy(copy, buf->ptr + from, length);
    buf->len = from;
    size_t minus = copy[0] == '-';
    prse__buf_add(buf, (prse_str){copy, minus});
    group_digits(buf, (prse_str){copy + minus, length - minus}, lang);
}

void prse__display_value(prse__buf *buf, const prse__value *value,
                         prse_lang lang)
{
    switch (value->kind) {
    case PRSE__VALUE_NUMBER:
        display_number(buf, value->number, lang);
        break;
    case PRSE__VALUE_BOOLEAN:
        say(buf, value->flag ? WORD_YES : WORD_NO, lang);
        break;
    case PRSE__VALUE_NULL:
        say(buf, WORD_NONE, lang);
        break;
    default:
        prse__value_write(buf, value);
    }
}

/* A number that has a unit is a quantity; one that has none is a code, whose
 * digits stay together. */
static void display_in(prse__buf *buf, const prse__fact *fact,
                       const prse__value *value, prse_lang lang)
{
    if (value->kind == PRSE__VALUE_NUMBER && fact->type == PRSE__FACT_COUNT &&
        !fact->unit.fr.len && !fact->unit.en.len)
        prse__dec_print(buf, value->number);
    else
        prse__display_value(buf, value, lang);
}

/* French has the singular below 2, English for 1 alone. */
static int is_singular(const prse__value *value, prse_lang lang)
{
    if (value->kind != PRSE__VALUE_NUMBER)
        return 0;
    prse__dec size = prse__dec_abs(value->number);
    return lang == PRSE_LANG_EN
               ? prse__dec_cmp(size, prse__dec_int(1)) == 0
               : prse__dec_cmp(size, prse__dec_int(2)) < 0;
}

/* The unit of the value before it. */
static void display_unit(prse__buf *buf, const prse__fact *fact,
                         const prse__value *value, prse_lang lang)
{
    prse_str one = prse__text_in(fact->unit_one, lang);
    prse_str unit = one.len && is_singular(value, lang)
                        ? one
                        : prse__text_in(fact->unit, lang);
    if (unit.len)
        prse__buf_addc(buf, ' ');
    prse__buf_add(buf, unit);
}

static void display_range(prse__buf *buf, const prse__fact *fact,
                          prse__bound low, prse__bound high, prse_lang lang)
{
    if (prse__bound_exact(low, high)) {
        display_in(buf, fact, low.value, lang);
    } else if (low.present && high.present) {
        say(buf, low.open ? WORD_ABOVE : WORD_FROM, lang);
        display_in(buf, fact, low.value, lang);
        say(buf, high.open ? WORD_TO_BELOW : WORD_TO, lang);
        display_in(buf, fact, high.value, lang);
    } else if (low.present) {
        say(buf, low.open ? WORD_MORE_THAN : WORD_AT_LEAST, lang);
        display_in(buf, fact, low.value, lang);
    } else if (high.present) {
        say(buf, high.open ? WORD_LESS_THAN : WORD_AT_MOST, lang);
        display_in(buf, fact, high.value, lang);
    } else {
        say(buf, WORD_UNKNOWN, lang);
        return;
    }
    display_unit(buf, fact, high.present ? high.value : low.value, lang);
}

static void display_choice(prse__buf *buf, const prse__fact *fact,
                           const prse__value *value, prse_lang lang)
{
    for (size_t i = 0; i < fact->choice_count; i++)
        if (value->kind == PRSE__VALUE_STRING &&
            prse__str_eq(fact->choices[i].id, value->text) &&
            prse__text_in(fact->choices[i].label, lang).len) {
            prse__buf_add(buf, prse__text_in(fact->choices[i].label, lang));
            return;
        }
    prse__display_value(buf, value, lang);
}

void prse__display_slot(prse__buf *buf, const prse__slot *slot, prse_lang lang)
{
    if (slot->text.len)
        prse__buf_add(buf, slot->text);
    else if (!slot->given && !slot->value)
        say(buf, WORD_UNKNOWN, lang);
    else if (slot->value && !prse__fact_is_ordered(slot->fact))
        display_choice(buf, slot->fact, slot->value, lang);
    else if (slot->value && slot->value->kind == PRSE__VALUE_NULL)
        say(buf, WORD_NONE, lang);
    else
        display_range(buf, slot->fact, slot->low, slot->high, lang);
}

static size_t stretch_end(const prse__var *var, const prse__mask *mask,
                          size_t first, size_t values)
{
    size_t last = first;
    while (prse__fact_is_ordered(var->fact) && last + 1 < values &&
           prse__mask_has(mask, last + 1))
        last++;
    return last;
}

void prse__display_cells(prse__buf *buf, const prse__var *var,
                         const prse__mask *mask, prse_lang lang)
{
    size_t values = var->cell_count - (size_t)var->has_null;
    int said = 0;
    if (var->has_null && prse__mask_count(mask) == values &&
        !prse__mask_has(mask, values)) {
        say(buf, WORD_ANY, lang);
        return;
    }
    for (size_t i = prse__mask_next(mask, 0); i < values;
         i = prse__mask_next(mask, i + 1)) {
        size_t last = stretch_end(var, mask, i, values);
        prse__bound low = var->cells[i].low;
        prse__bound high = var->cells[last].high;
        if (said++)
            say(buf, WORD_OR, lang);
        low.present = low.present && i > 0;
        high.present = high.present && last + 1 < values;
        if (prse__fact_is_ordered(var->fact))
            display_range(buf, var->fact, low, high, lang);
        else
            display_choice(buf, var->fact, var->cells[i].value, lang);
        i = last;
    }
    if (var->has_null && prse__mask_has(mask, values)) {
        if (said)
            say(buf, WORD_OR, lang);
        say(buf, WORD_NONE, lang);
    }
}

void prse__display_name(prse__buf *buf, const prse__fact *fact, int32_t year,
                        prse_lang lang)
{
    prse_str label = prse__text_in(fact->label, lang);
    prse__buf_add(buf, label.len ? label : fact->id);
    if (!year)
        return;
    prse__buf_adds(buf, lang == PRSE_LANG_EN ? " (year N" : " (année N");
    prse__dec_print(buf, prse__dec_int(year)); /* with its minus */
    prse__buf_addc(buf, ')');
}
