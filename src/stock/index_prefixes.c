/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_prefixes.h"

#include <string.h>

void prse__prefixes_init(prse__prefixes *out,
                         const prse__vocabulary *vocabulary,
                         const uint32_t *order, prse__lists *lists,
                         uint32_t units)
{
    memset(out, 0, sizeof *out);
    out->vocabulary = vocabulary;
    out->order = order;
    out->lists = lists;
    out->units = units;
}

void prse__prefixes_free(prse__prefixes *p)
{
    for (size_t i = 0; i <= PRSE__PREFIX_DEEPEST; i++)
        prse__bits_free(&p->sets[i]);
    prse__free(p->drained);
}

static prse_str text_at(const prse__prefixes *p, size_t place)
{
    return prse__vocabulary_text(p->vocabulary, p->order[place]);
}

/* Shortest prefix of a term that may have a list: words from their first
 * character on, codes that are nested from their first digit on. */
static size_t shallowest(prse_str term)
{
    switch (term.ptr[0]) {
    case '@':
        return PRSE__PREFIX_DEEPEST + 1;
    case '=':
        return term.ptr[1] == 'n' || term.ptr[1] == 'j'
                   ? 3 : PRSE__PREFIX_DEEPEST + 1;
    default:
        return 1;
    }
}

/* Not in the middle of a character. */
static int whole(prse_str term, size_t length)
{
    return length == term.len ||
           ((unsigned char)term.ptr[length] & 0xC0) != 0x80;
}

/* End of the terms that share the first bytes of the one at `place`; *many
 * says whether their prefix deserves a list. */
static size_t end_of(const prse__prefixes *p, size_t place, size_t length,
                     int *many)
{
    prse_str term = text_at(p, place);
    size_t count = prse__vocabulary_count(p->vocabulary), end = place;
    uint64_t large = 0, rest = 0;
    for (; end < count; end++) {
        prse_str other = text_at(p, end);
        if (other.len < length || memcmp(other.ptr, term.ptr, length) != 0)
            break;
        uint32_t units = prse__vocabulary_units(p->vocabulary, p->order[end]);
        if (units >= PRSE__TERM_LARGE)
            large++;
        else
            rest += units;
    }
    *many = end - place > PRSE__PREFIX_TERMS || large > PRSE__PREFIX_LARGE ||
            rest > PRSE__PREFIX_UNITS;
    return end;
}

static prse_status open_set(prse__prefixes *p, size_t length, size_t end,
                            prse_error *err)
{
    if (!p->sets[length].bits && !prse__bits_init(&p->sets[length], p->units))
        return prse__error_nomem(err);
    p->ends[length] = end;
    return PRSE_OK;
}

/* A frequent word that others begin with: most who type it have finished. */
static prse_status open_word(prse__prefixes *p, size_t place, prse_error *err)
{
    prse_str term = text_at(p, place);
    int many;
    if (term.len < shallowest(term) || term.len > PRSE__PREFIX_DEEPEST ||
        p->ends[term.len] || prse__vocabulary_units(
                                 p->vocabulary, p->order[place]) <
                                 PRSE__TERM_LARGE)
        return PRSE_OK;
    size_t end = end_of(p, place, term.len, &many);
    return end > place + 1 ? open_set(p, term.len, end, err) : PRSE_OK;
}

/* Opens the prefixes that begin with this term, shortest first; a longer one
 * can only deserve a list when the shorter one does. */
static prse_status open_at(prse__prefixes *p, size_t place, prse_error *err)
{
    prse_str term = text_at(p, place);
    prse_status status = PRSE_OK;
    for (size_t length = shallowest(term);
         length <= PRSE__PREFIX_DEEPEST && length <= term.len && !status;
         length++) {
        int many;
        if (p->ends[length] || !whole(term, length))
            continue;
        size_t end = end_of(p, place, length, &many);
        if (!many)
            break;
        status = open_set(p, length, end, err);
    }
    return status ? status : open_word(p, place, err);
}

static prse_status write_prefix(prse__prefixes *p, prse_str prefix,
                                prse_error *err)
{
    char term[PRSE__TERM_LONGEST] = PRSE__TERM_PREFIX;
    memcpy(term + 1, prefix.ptr, prefix.len);
    if (!p->drained)
        p->drained = prse__alloc(p->units, sizeof *p->drained);
    if (!p->drained)
        return prse__error_nomem(err);
    uint32_t count = prse__bits_drain(&p->sets[prefix.len], p->drained);
    return prse__lists_add(p->lists, (prse_str){term, prefix.len + 1},
                           p->drained, count, err);
}

static prse_status close_after(prse__prefixes *p, size_t place,
                               prse_error *err)
{
    prse_str term = text_at(p, place);
    prse_status status = PRSE_OK;
    for (size_t length = PRSE__PREFIX_DEEPEST; length > 0 && !status;
         length--) {
        if (p->ends[length] != place + 1)
            continue;
        p->ends[length] = 0;
        status = write_prefix(p, (prse_str){term.ptr, length}, err);
    }
    return status;
}

prse_status prse__prefixes_pass(prse__prefixes *p, size_t place,
                                const uint32_t *numbers, uint32_t count,
                                prse_error *err)
{
    prse_status status = open_at(p, place, err);
    if (status)
        return status;
    for (size_t length = 1; length <= PRSE__PREFIX_DEEPEST; length++)
        if (p->ends[length])
            prse__bits_add(&p->sets[length], numbers, count);
    return close_after(p, place, err);
}
