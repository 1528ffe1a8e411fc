/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/search_query.h"

#include <string.h>

#include "registry/units.h"

prse_str prse__query_word(const prse__query *query, size_t index)
{
    return prse__words_get(&query->words, index);
}

int prse__query_is_hard(const prse__query *query, size_t index)
{
    return query->softness[index] == PRSE__WORD_HARD;
}

static void read_words(prse__query *q, prse_str text)
{
    static const uint8_t none[PRSE__WORDS_MOST];
    prse__words_split(&q->words, prse__units_cut(text, PRSE__QUERY_TEXT));
    if (q->words.count > PRSE__QUERY_WORDS)
        q->words.count = PRSE__QUERY_WORDS;
    q->count = q->words.count;
    for (size_t i = 0; i < q->count; i++) {
        q->softness[i] = (uint8_t)prse__word_softness(prse__query_word(q, i));
        q->hard_count += prse__query_is_hard(q, i) != 0;
    }
    if (q->hard_count == 0) {
        memset(q->softness, PRSE__WORD_HARD, sizeof q->softness);
        q->hard_count = q->count;
    }
    q->keys[0] = prse__words_key(&q->words, q->softness);
    q->keys[1] = prse__words_key(&q->words, none);
}

/* --- Codes --- */

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static prse_status add_code(prse__query *q, prse__arena *arena,
                            const char *sign, prse_str code, int prefix,
                            prse_error *err)
{
    size_t length = strlen(sign);
    if (code.len == 0 || q->term_count == PRSE__QUERY_CODES)
        return PRSE_OK;
    char *term = prse__arena_alloc(arena, length + code.len + 1, 1);
    if (!term)
        return prse__error_nomem(err);
    memcpy(term, sign, length);
    for (size_t i = 0; i < code.len; i++)
        if (code.ptr[i] != '.')
            term[length++] = folded(code.ptr[i]);
    q->terms[q->term_count++] =
        (prse__wanted){{term, length}, prefix};
    return PRSE_OK;
}

/* The terms that were added since `first` are one demand. */
static void end_demand(prse__query *q, size_t first)
{
    if (q->term_count > first)
        q->demands[q->demand_count++] =
            (prse__demand){q->terms + first, q->term_count - first};
}

static prse_str next_code(prse_str *list)
{
    const char *comma = memchr(list->ptr, ',', list->len);
    size_t length = comma ? (size_t)(comma - list->ptr) : list->len;
    prse_str code = prse__str_trim((prse_str){list->ptr, length});
    length += comma != NULL;
    list->ptr += length;
    list->len -= length;
    return code;
}

static prse_status add_headcounts(prse__query *q, prse__arena *arena,
                                  prse_error *err)
{
    prse_str list = q->headcounts;
    size_t first = q->term_count;
    prse_status status = PRSE_OK;
    while (list.len > 0 && !status)
        status = add_code(q, arena, PRSE__TERM_HEADCOUNT, next_code(&list),
                          0, err);
    end_demand(q, first);
    return status;
}

static prse_status add_codes(prse__query *q, prse__arena *arena,
                             prse_error *err)
{
    const struct {
        const char *sign;
        prse_str code;
        int prefix;
    } asked[] = {{PRSE__TERM_DEPARTMENT, q->departement, 0},
                 {PRSE__TERM_ACTIVITY, q->naf, 1},
                 {PRSE__TERM_FORM, q->form, 1}};
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof asked / sizeof asked[0] && !status; i++) {
        size_t first = q->term_count;
        status = add_code(q, arena, asked[i].sign, asked[i].code,
                          asked[i].prefix, err);
        end_demand(q, first);
    }
    return status ? status : add_headcounts(q, arena, err);
}

prse_status prse__query_read(prse__query *out, prse_str text,
                             const prse_search_options *opts,
                             prse__arena *arena, prse_error *err)
{
    memset(out, 0, sizeof *out);
    read_words(out, text);
    if (out->count == 0)
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "the text has no letter and no digit: give "
                               "a name, or a number such as 552081317");
    if (!opts)
        return PRSE_OK;
    out->only_open = opts->only_open != 0;
    out->departement = prse__str_trim(opts->departement);
    out->naf = prse__str_trim(opts->naf);
    out->form = prse__str_trim(opts->categorie_juridique);
    out->headcounts = prse__str_trim(opts->tranche_effectif);
    return add_codes(out, arena, err);
}

/* --- A unit --- */

/* Case and dots don't count. */
static int code_begins(prse_str code, prse_str with)
{
    size_t at = 0;
    for (size_t i = 0; i < with.len; i++) {
        if (with.ptr[i] == '.')
            continue;
        while (at < code.len && code.ptr[at] == '.')
            at++;
        if (at == code.len || folded(code.ptr[at]) != folded(with.ptr[i]))
            return 0;
        at++;
    }
    return 1;
}

static int code_is(prse_str code, prse_str other)
{
    return code_begins(code, other) && code_begins(other, code);
}

static int has_headcount(prse_str list, prse_str code)
{
    while (list.len > 0 && code.len > 0)
        if (code_is(code, next_code(&list)))
            return 1;
    return 0;
}

int prse__query_accepts(const prse__query *q, const prse__index_unit *unit)
{
    if (q->only_open && !unit->open)
        return 0;
    if (q->departement.len > 0 && !code_is(unit->departement, q->departement))
        return 0;
    if (!code_begins(unit->activity, q->naf) &&
        !code_begins(unit->activity_2025, q->naf))
        return 0;
    return code_begins(unit->form, q->form) &&
           (q->headcounts.len == 0 ||
            has_headcount(q->headcounts, unit->headcount));
}
