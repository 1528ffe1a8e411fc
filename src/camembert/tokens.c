/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/tokens.h"

#include <string.h>

#include "base/error.h"
#include "http/file.h"

enum {
    UNKNOWN = 3,
    CAMEMBERT_SHIFT = 4,
    ROBERTA_SHIFT = 1,
    MODEL_BYTES = 64 << 20
};

static const double NOT_USED = -100; /* the score of <unk>NOTUSED */

static prse_status read_model(prse__tokenizer *t, const char *path,
                              prse_error *err)
{
    prse_status status = prse__file_read(&t->model, path, MODEL_BYTES, err);
    if (status)
        return status;
    if (!prse__charsmap_take(&t->map, &t->model))
        return prse__error_at(err, PRSE_ESCHEMA, (prse__place){path, 0, 0},
                              NULL, "it is no model of SentencePiece");
    return prse__pieces_open(&t->pieces, prse__buf_str(&t->model),
                             t->is_camembert ? NOT_USED : 0, path, err);
}

prse_status prse__tokenizer_open(prse__tokenizer *out, const char *path,
                                 const prse__config *config, prse_error *err)
{
    *out = (prse__tokenizer){
        .first = (int32_t)config->first, .last = (int32_t)config->last,
        .shift = config->is_camembert ? CAMEMBERT_SHIFT : ROBERTA_SHIFT,
        .is_camembert = config->is_camembert};
    prse__buf_init(&out->model, 0);
    prse_status status = read_model(out, path, err);
    if (!status) {
        out->mask = (int32_t)prse__pieces_count(out->pieces) + out->shift;
        if ((uint32_t)out->mask >= config->vocabulary)
            status = prse__error_at(err, PRSE_ESCHEMA,
                                    (prse__place){path, 0, 0}, NULL,
                                    "its pieces and the special tokens, %d, "
                                    "are more than the %u words of the "
                                    "network", out->mask + 1,
                                    config->vocabulary);
    }
    if (status)
        prse__tokenizer_close(out);
    return status;
}

void prse__tokenizer_close(prse__tokenizer *tokenizer)
{
    prse__pieces_close(tokenizer->pieces);
    prse__buf_free(&tokenizer->model);
    *tokenizer = (prse__tokenizer){0};
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

static const special *special_at(const prse__tokenizer *tokenizer,
                                 prse_str text, size_t at, int32_t *token)
{
    if (text.ptr[at] != '<')
        return NULL;
    prse_str rest = {text.ptr + at, text.len - at};
    for (size_t i = 0; i < sizeof SPECIALS / sizeof *SPECIALS; i++) {
        const special *is = &SPECIALS[i];
        *token = tokenizer->is_camembert ? is->camembert : is->roberta;
        if (*token == NO_TOKEN || !prse__str_starts(rest, is->name))
            continue;
        if (*token == MASK)
            *token = tokenizer->mask;
        return is;
    }
    return NULL;
}

/* --- Writing */

typedef struct writer {
    const prse__tokenizer *tokenizer;
    int32_t *to;
    size_t room, count; /* without </s> */
    prse__buf text;     /* of one stretch */
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
    prse__buf_clear(&w->text);
    prse__charsmap_replace(&w->text, &w->tokenizer->map, text);
    if (w->text.failed)
        return prse__error_nomem(w->err);
    prse_status status = prse__pieces_split(w->tokenizer->pieces,
                                            prse__buf_str(&w->text), first,
                                            left, &count, w->err);
    if (status)
        return status;
    count = count < left ? count : left;
    for (size_t i = 0; i < count; i++)
        first[i] = first[i] == 0 ? UNKNOWN
                                 : first[i] + w->tokenizer->shift;
    w->count += count;
    return PRSE_OK;
}

static prse_status put_all(writer *w, prse_str text)
{
    prse_status status = PRSE_OK;
    size_t from = 0;
    int32_t token;
    for (size_t at = 0; at < text.len && !status;) {
        const special *is = special_at(w->tokenizer, text, at, &token);
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

prse_status prse__tokens_of(const prse__tokenizer *tokenizer, prse_str text,
                            int32_t *to, size_t room, size_t *count,
                            prse_error *err)
{
    writer w = {.tokenizer = tokenizer, .to = to, .room = room - 1,
                .err = err};
    prse__buf_init(&w.text, 0);
    put(&w, tokenizer->first);
    prse_status status = put_all(&w, text);
    to[w.count++] = tokenizer->last;
    *count = w.count;
    prse__buf_free(&w.text);
    return status;
}
