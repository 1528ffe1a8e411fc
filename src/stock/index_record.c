/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_record.h"

#include <string.h>

#include "stock/index_format.h"
#include "stock/index_rank.h"
#include "stock/index_spool.h"

_Static_assert(PRSE__VARINT_MOST * (3 + PRSE__RECORD_TERMS +
                                    PRSE__RECORD_KEYS) < PRSE__SPOOL_RECORD,
               "a record fits into a chunk");

typedef struct maker {
    prse__index_record *out;
    prse__vocabulary *vocabulary;
    uint32_t ordinal;
    prse_error *err;
} maker;

static prse_status add_term(maker *m, prse_str text, uint32_t *number)
{
    prse_status status = prse__vocabulary_add(m->vocabulary, text, number,
                                              m->err);
    if (!status && prse__vocabulary_count_unit(m->vocabulary, *number,
                                               m->ordinal))
        m->out->terms[m->out->term_count++] = *number;
    return status;
}

/* A term made of a sign and text: letters in lower case, dots left out. */
static prse_status add_marked(maker *m, const char *sign, prse_str text)
{
    char term[PRSE__TERM_LONGEST];
    size_t length = strlen(sign);
    uint32_t number;
    memcpy(term, sign, length);
    if (text.len == 0 || text.len > sizeof term - length)
        return PRSE_OK;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '.')
            term[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return add_term(m, (prse_str){term, length}, &number);
}

static prse_status add_codes(maker *m, const prse__index_unit *unit)
{
    const struct {
        const char *sign;
        prse_str code;
    } codes[] = {{PRSE__TERM_DEPARTMENT, unit->departement},
                 {PRSE__TERM_ACTIVITY, unit->activity},
                 {PRSE__TERM_ACTIVITY, unit->activity_2025},
                 {PRSE__TERM_FORM, unit->form},
                 {PRSE__TERM_HEADCOUNT, unit->headcount}};
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0] && !status; i++)
        status = add_marked(m, codes[i].sign, codes[i].code);
    return status;
}

static prse_status add_initials(maker *m, const prse__words *words,
                                const uint8_t *softness)
{
    char text[PRSE__INITIALS_MOST];
    prse_status status = PRSE_OK;
    for (int hard_only = 0; hard_only < 2 && !status; hard_only++) {
        size_t length = prse__index_initials(text, words, softness,
                                             hard_only);
        status = add_marked(m, PRSE__TERM_INITIALS,
                            (prse_str){text, length});
    }
    return status;
}

static void add_key(maker *m, uint32_t key)
{
    prse__index_record *out = m->out;
    for (size_t i = 0; i < out->key_count; i++)
        if (out->keys[i] == key)
            return;
    if (key != 0)
        out->keys[out->key_count++] = key;
}

static prse_status add_name(maker *m, prse_str name, int with_initials)
{
    prse__words words;
    uint8_t softness[PRSE__WORDS_MOST];
    prse__words_split(&words, name);
    for (size_t i = 0; i < words.count; i++) {
        uint32_t number;
        prse_status status = add_term(m, prse__words_get(&words, i), &number);
        if (status)
            return status;
        softness[i] = (uint8_t)prse__vocabulary_softness(m->vocabulary,
                                                         number);
    }
    add_key(m, prse__words_key(&words, softness));
    return with_initials ? add_initials(m, &words, softness) : PRSE_OK;
}

prse_status prse__index_record_make(prse__index_record *out,
                                    prse__vocabulary *vocabulary,
                                    const prse__index_unit *unit,
                                    uint32_t ordinal, prse_error *err)
{
    maker m = {out, vocabulary, ordinal, err};
    out->siren = (uint32_t)unit->siren;
    out->term_count = 0;
    out->key_count = 0;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < unit->name_count && !status; i++)
        status = add_name(&m, unit->names[i],
                          (int)i == unit->law_name &&
                              unit->size >= PRSE__SIZE_EMPLOYER);
    return status ? status : add_codes(&m, unit);
}

/* --- Bytes --- */

static size_t put_numbers(unsigned char *to, const uint32_t *numbers,
                          uint32_t count)
{
    size_t length = prse__varint_put(to, count);
    for (uint32_t i = 0; i < count; i++)
        length += prse__varint_put(to + length, numbers[i]);
    return length;
}

static uint32_t get_numbers(uint32_t *numbers, uint32_t most, prse_str bytes,
                            size_t *at)
{
    uint32_t count = prse__varint_get(bytes, at);
    for (uint32_t i = 0; i < count && i < most; i++)
        numbers[i] = prse__varint_get(bytes, at);
    return count < most ? count : most;
}

size_t prse__index_record_put(unsigned char *to,
                              const prse__index_record *record)
{
    size_t length = prse__varint_put(to, record->siren);
    length += put_numbers(to + length, record->terms, record->term_count);
    return length + put_numbers(to + length, record->keys,
                                record->key_count);
}

void prse__index_record_get(prse__index_record *out, prse_str bytes,
                            size_t *at)
{
    out->siren = prse__varint_get(bytes, at);
    out->term_count = get_numbers(out->terms, PRSE__RECORD_TERMS, bytes, at);
    out->key_count = get_numbers(out->keys, PRSE__RECORD_KEYS, bytes, at);
}
