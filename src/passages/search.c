/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for sentences. Words are compared without case and accents, and may
 * be the beginning of a longer one. */
#include "passages/passages.h"

#include <string.h>

#include "base/fold.h"
#include "base/options.h"

typedef struct search {
    prse_passages_query query;
    prse__buf wanted;   /* " word word" */
    prse__buf sentence; /* " word word", of one sentence */
    int failed;         /* memory ran out */
} search;

static void add_letter(prse__buf *out, uint32_t letter, int *in_word)
{
    if (!*in_word)
        prse__buf_addc(out, ' ');
    *in_word = 1;
    prse__utf8_add(out, letter);
}

/* Each word behind a blank, folded. */
static void fold(prse__buf *out, prse_str text)
{
    int in_word = 0;
    prse__buf_clear(out);
    for (size_t at = 0; at < text.len;) {
        uint32_t letters = prse__fold(prse__utf8_next(text, &at));
        if (letters == PRSE__FOLD_SEPARATES)
            in_word = 0;
        else if (letters != PRSE__FOLD_NOTHING) {
            uint32_t second = letters >> 24;
            add_letter(out, letters & 0xFFFFFF, &in_word);
            if (second)
                add_letter(out, second, &in_word);
        }
    }
}

static int occurs(prse_str in, prse_str what)
{
    for (size_t i = 0; i + what.len <= in.len; i++)
        if (in.ptr[i] == ' ' && memcmp(in.ptr + i, what.ptr, what.len) == 0)
            return 1;
    return 0;
}

static int has_words(search *s, prse_str text)
{
    prse_str wanted = prse__buf_str(&s->wanted);
    if (!wanted.len)
        return 1;
    fold(&s->sentence, text);
    s->failed |= s->sentence.failed;
    for (size_t from = 0, to; from < wanted.len; from = to) {
        for (to = from + 1; to < wanted.len && wanted.ptr[to] != ' '; to++)
            ;
        if (!occurs(prse__buf_str(&s->sentence),
                    (prse_str){wanted.ptr + from, to - from}))
            return 0;
    }
    return 1;
}

static int is_wanted(search *s, const prse__sentence *is,
                     const prse_topic *topic)
{
    const prse_passages_query *q = &s->query;
    return (q->theme == PRSE_THEME_NONE || q->theme == topic->theme) &&
           (!q->relevant || topic->code.len > 0) &&
           (!q->code.len || prse__str_eq(q->code, topic->code)) &&
           (q->confidence <= 0 || (double)is->confidence >= q->confidence) &&
           has_words(s, is->text);
}

/* In one document; 1 when the caller wants no more. */
static int look(search *s, const prse_passages *passages, size_t document,
                size_t first, prse_passages_found found, void *user)
{
    const prse__draft *in = &passages->documents[document];
    for (size_t i = 0; i < in->count && !s->failed; i++) {
        const prse__sentence *is = &in->sentences[i];
        if (!is_wanted(s, is, &passages->topics[is->topic]) || s->failed)
            continue;
        if (found(user, first + i) || (s->query.limit && !--s->query.limit))
            return 1;
    }
    return 0;
}

static void look_everywhere(search *s, const prse_passages *passages,
                            prse_passages_found found, void *user)
{
    uint32_t only = s->query.document;
    for (size_t i = 0, first = 0; i < passages->document_count; i++) {
        if ((!only || only == i + 1) &&
            look(s, passages, i, first, found, user))
            return;
        first += passages->documents[i].count;
    }
}

prse_status prse_passages_search(const prse_passages *passages,
                                 const prse_passages_query *query,
                                 prse_passages_found found, void *user,
                                 prse_error *err)
{
    search s = {.query.size = sizeof s.query};
    if (!passages || !found)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "passages or found is NULL");
    prse_status status = prse__options_read(&s.query, sizeof s.query, query,
                                            "prse_passages_query", err);
    if (!status && prse__utf8_check(s.query.text) < s.query.text.len)
        status = prse__error_set(err, PRSE_EPARSE, "text",
                                 "the words are not UTF-8");
    if (status)
        return status;
    prse__buf_init(&s.wanted, 0);
    prse__buf_init(&s.sentence, 0);
    fold(&s.wanted, s.query.text);
    s.failed = s.wanted.failed;
    if (!s.failed)
        look_everywhere(&s, passages, found, user);
    if (s.failed)
        status = prse__error_nomem(err);
    prse__buf_free(&s.wanted);
    prse__buf_free(&s.sentence);
    return status;
}
