/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "receipt/write.h"

typedef struct writer {
    prse__json *json;
    const prse_facts *facts;
    size_t n_fact; /* the fact that names N though it does not know it */
    prse_error *err;
} writer;

static int by_id(const void *a, const void *b)
{
    const prse__ordered *one = a, *two = b;
    return prse__str_cmp(one->id, two->id);
}

void prse__ordered_sort(prse__ordered *all, size_t count)
{
    qsort(all, count, sizeof *all, by_id);
}

static const prse__slot *slot_of(const prse_facts *facts, size_t fact,
                                 int32_t year)
{
    return prse__profile_slot(&facts->profile, fact, year);
}

static int is_given(const prse_facts *facts, size_t fact, int32_t year)
{
    const prse__slot *slot = slot_of(facts, fact, year);
    return slot && slot->given;
}

/* Years that a fact keeps, beside N. */
static int32_t earlier(const prse_facts *facts, size_t fact)
{
    int32_t years = facts->pack->tree->facts[fact].years;
    return years > 0 ? years - 1 : 0;
}

static int is_known(const prse_facts *facts, size_t fact)
{
    int known = 0;
    for (int32_t back = 0; back <= earlier(facts, fact); back++)
        known |= is_given(facts, fact, -back);
    return known;
}

prse_status prse__receipt_no_nul(prse_str text, const char *what,
                                 prse_error *err)
{
    return text.len && memchr(text.ptr, '\0', text.len)
               ? prse__error_set(err, PRSE_EINVAL, what,
                                 "it holds a NUL character, which no receipt "
                                 "can")
               : PRSE_OK;
}

static prse_status write_slot(writer *w, size_t fact, int32_t year)
{
    prse_fact_state state = {.size = sizeof state};
    const prse__slot *slot = slot_of(w->facts, fact, year);
    prse_status status = prse_facts_get(
        w->facts, (size_t)(slot - w->facts->profile.slots), &state, w->err);
    if (!status)
        status = prse__receipt_no_nul(state.value, "facts", w->err);
    if (!status)
        prse__json_string(w->json, state.value);
    return status;
}

/* Earlier years first, which is the order of their names: 2024 before 2025.
 * Relative ones begin with a hyphen, and so do as well, -1 before -2. */
static int32_t year_at(const writer *w, size_t fact, int32_t at)
{
    int32_t count = earlier(w->facts, fact);
    if (w->facts->year)
        return at - count;
    return at < count ? -at - 1 : 0;
}

static prse_status write_years(writer *w, size_t fact)
{
    prse_status status = PRSE_OK;
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__json_open(w->json, '{');
    for (int32_t at = 0; at <= earlier(w->facts, fact) && !status; at++) {
        int32_t year = year_at(w, fact, at);
        if (!is_given(w->facts, fact, year) && (year || fact != w->n_fact))
            continue;
        prse__buf_clear(&name);
        prse__buf_addf(&name, "%d", (int)(w->facts->year + year));
        w->json->buf->failed |= name.failed;
        prse__json_key(w->json, prse__buf_str(&name));
        status = write_slot(w, fact, year);
    }
    prse__json_close(w->json, '}');
    prse__buf_free(&name);
    return status;
}

static int is_by_year(const prse_facts *facts, size_t fact)
{
    int by_year = facts->year != 0;
    for (int32_t back = 1; back <= earlier(facts, fact); back++)
        by_year |= is_given(facts, fact, -back);
    return by_year && facts->pack->tree->facts[fact].years > 0;
}

static prse_status write_fact(writer *w, size_t fact)
{
    prse__json_key(w->json, w->facts->pack->tree->facts[fact].id);
    return is_by_year(w->facts, fact) ? write_years(w, fact)
                                      : write_slot(w, fact, 0);
}

/* Known facts; their number. */
static size_t list(prse__ordered *all, const prse_facts *facts)
{
    const prse__pack_tree *tree = facts->pack->tree;
    size_t count = 0;
    for (size_t i = 0; i < tree->fact_count; i++)
        if (is_known(facts, i))
            all[count++] = (prse__ordered){tree->facts[i].id, i};
    prse__ordered_sort(all, count);
    return count;
}

/* SIZE_MAX when a fact is known of N, or no year was named. */
static size_t who_names_n(const prse__ordered *all, size_t count,
                          const prse_facts *facts)
{
    size_t found = SIZE_MAX;
    for (size_t i = count; i-- > 0;) {
        if (!facts->pack->tree->facts[all[i].index].years)
            continue;
        if (!facts->year || is_given(facts, all[i].index, 0))
            return SIZE_MAX;
        found = all[i].index;
    }
    return found;
}

prse_status prse__receipt_write_facts(prse__json *json,
                                      const prse_facts *facts, prse_error *err)
{
    prse_status status = PRSE_OK;
    prse__ordered *all =
        prse__alloc(facts->pack->tree->fact_count + 1, sizeof *all);
    if (!all)
        return prse__error_nomem(err);
    size_t count = list(all, facts);
    writer w = {json, facts, who_names_n(all, count, facts), err};
    prse__json_open(json, '{');
    for (size_t i = 0; i < count && !status; i++)
        status = write_fact(&w, all[i].index);
    prse__json_close(json, '}');
    prse__free(all);
    return status;
}
