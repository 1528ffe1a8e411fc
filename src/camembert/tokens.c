/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/tokens.h"

#include <string.h>

#include "base/error.h"

enum { UNKNOWN = 3, CAMEMBERT_SHIFT = 4, ROBERTA_SHIFT = 1 };

prse__numbering prse__numbering_of(const prse__config *config,
                                   uint32_t pieces)
{
    int32_t shift = config->is_camembert ? CAMEMBERT_SHIFT : ROBERTA_SHIFT;
    return (prse__numbering){.first = (int32_t)config->first,
                             .last = (int32_t)config->last,
                             .unknown = UNKNOWN, .shift = shift,
                             .mask = (int32_t)pieces + shift,
                             .is_camembert = config->is_camembert};
}

/* --- Names of tokens that a text may hold, which then are that token */

typedef struct special {
    const char *name;
    int32_t camembert, roberta; /* -1: no token there; -2: the mask */
} special;

enum { NO_TOKEN = -1, MASK = -2 };

static const special SPECIALS[] = {
    {"<s>NOTUSED", 0, NO_TOKEN},  {"</s>NOTUSED", 2, NO_TOKEN},
    {"<unk>NOTUSED", 4, NO_TOKEN}, {"<s>", 5, 0}, {"</s>", 6, 2},
    {"<pad>", 1, 1}, {"<unk>", 3, 3}, {"<mask>", MASK, MASK}};

static const special *special_at(const prse__numbering *numbering,
                                 prse_str text, size_t at, int32_t *token)
{
    if (text.ptr[at] != '<')
        return NULL;
    prse_str rest = {text.ptr + at, text.len - at};
    for (size_t i = 0; i < sizeof SPECIALS / sizeof *SPECIALS; i++) {
        const special *is = &SPECIALS[i];
        *token = numbering->is_camembert ? is->camembert : is->roberta;
        if (*token == NO_TOKEN || !prse__str_starts(rest, is->name))
            continue;
        if (*token == MASK)
            *token = numbering->mask;
        return is;
    }
    return NULL;
}

/* --- Writing */

typedef struct writer {
    const prse__pieces *pieces;
    const prse__numbering *numbering;
    int32_t *to;
    size_t room, count; /* without </s> */
    prse_error *err;
} writer;

static void put(writer *w, int32_t token)
{
    if (w->count < w->room)
        w->to[w->count++] = token;
}

/* A stretch of text without special tokens. */
static prse_status put_text(writer *w, prse_str text)
{
    size_t count = 0, left = w->room - w->count;
    int32_t *first = w->to + w->count;
    if (!text.len || !left)
        return PRSE_OK;
    prse_status status = prse__pieces_split(w->pieces, text, first, left,
                                            &count, w->err);
    if (status)
        return status;
    count = count < left ? count : left;
    for (size_t i = 0; i < count; i++)
        first[i] = first[i] == 0 ? w->numbering->unknown
                                 : first[i] + w->numbering->shift;
    w->count += count;
    return PRSE_OK;
}

static prse_status put_all(writer *w, prse_str text)
{
    prse_status status = PRSE_OK;
    size_t from = 0;
    int32_t token;
    for (size_t at = 0; at < text.len && !status;) {
        const special *is = special_at(w->numbering, text, at, &token);
        if (!is) {
            at++;
            continue;
        }
        status = put_text(w, (prse_str){text.ptr + from, at - from});
        put(w, token);
        at += strlen(is->name);
        from = at;
    }
    return status ? status
                  : put_text(w, (prse_str){text.ptr + from, text.len - from});
}

prse_status prse__tokens_of(const prse__pieces *pieces,
                            const prse__numbering *numbering, prse_str text,
                            int32_t *to, size_t room, size_t *count,
                            prse_error *err)
{
    writer w = {pieces, numbering, to, room - 1, 0, err};
    put(&w, numbering->first);
    prse_status status = put_all(&w, text);
    to[w.count++] = numbering->last;
    *count = w.count;
    return status;
}
