/* SPDX-License-Identifier: Apache-2.0 */
/* The public object: checks, and pages that are undone when they fail. */
#include "base/error.h"
#include "base/options.h"
#include "sentences/legacy.h"
#include "sentences/page.h"

enum { BYTE_LIMIT = 64 << 20, WORD_LIMIT = 1000000 };

static prse_status read_options(prse_sentences_options *own,
                                const prse_sentences_options *given,
                                prse_error *err)
{
    prse_status status = prse__options_read(own, sizeof *own, given, "options",
                                            err);
    if (status != PRSE_OK)
        return status;
    if (own->segmentation != PRSE_SEGMENTATION_LAYOUT &&
        own->segmentation != PRSE_SEGMENTATION_LEGACY)
        return prse__error_set(err, PRSE_EINVAL, "segmentation",
                               "there is no segmentation %d",
                               (int)own->segmentation);
    if (!own->byte_limit)
        own->byte_limit = BYTE_LIMIT;
    if (!own->word_limit)
        own->word_limit = WORD_LIMIT;
    return PRSE_OK;
}

prse_status prse_sentences_new(prse_sentences **out,
                               const prse_sentences_options *opts,
                               prse_error *err)
{
    prse_sentences_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = read_options(&own, opts, err);
    if (status != PRSE_OK)
        return status;
    prse_sentences *s = prse__alloc(1, sizeof *s);
    if (s)
        s->scratch = prse__arena_new(0);
    if (!s || !s->scratch) {
        prse_sentences_free(s);
        return prse__error_nomem(err);
    }
    s->options = own;
    prse__buf_init(&s->text, 0);
    *out = s;
    return PRSE_OK;
}

void prse_sentences_free(prse_sentences *s)
{
    if (!s)
        return;
    prse__arena_free(s->scratch);
    prse__buf_free(&s->text);
    prse__free(s->found);
    prse__free(s);
}

static int is_ascii(prse_str text)
{
    unsigned char all = 0;
    for (size_t i = 0; i < text.len; i++)
        all |= (unsigned char)text.ptr[i];
    return all < 0x80;
}

static prse_status check_words(const prse_page *page, prse_error *err)
{
    for (size_t i = 0; i < page->count; i++) {
        prse_str text = page->words[i].text;
        if (!text.ptr || !text.len)
            return prse__error_set(err, PRSE_EINVAL, "words",
                                   "word %zu of page %u has no text", i,
                                   page->number);
        if (!is_ascii(text) && prse__utf8_check(text) != text.len)
            return prse__error_set(err, PRSE_EPARSE, "words",
                                   "word %zu of page %u is not UTF-8", i,
                                   page->number);
    }
    return PRSE_OK;
}

static prse_status check_page(const prse_sentences *s, const prse_page *page,
                              prse_error *err)
{
    if (page->number <= s->now.page)
        return prse__error_set(err, PRSE_EINVAL, "number",
                               "page %u after page %u: pages come in order, "
                               "from 1",
                               page->number, s->now.page);
    if (!page->words && page->count)
        return prse__error_set(err, PRSE_EINVAL, "words",
                               "the words of page %u are NULL", page->number);
    if (page->count > s->options.word_limit)
        return prse__error_set(err, PRSE_ELIMIT, "words",
                               "page %u has %zu words, at most %u are read",
                               page->number, page->count,
                               s->options.word_limit);
    return check_words(page, err);
}

static prse_status tell_failure(const prse_sentences *s, uint32_t page,
                                prse_error *err)
{
    if (s->failed == PRSE_ENOMEM)
        return prse__error_nomem(err);
    return prse__error_set(err, s->failed, "byte_limit",
                           "at page %u the text is longer than the %zu bytes "
                           "that are kept",
                           page, s->options.byte_limit);
}

static prse_status cut_page(prse_sentences *s, const prse_page *page,
                            prse_error *err)
{
    prse__progress before = s->now;
    prse__found open = {0};
    size_t len = s->text.len;
    if (before.open)
        open = s->found[before.open_at];
    s->now.page = page->number;
    if (s->options.segmentation == PRSE_SEGMENTATION_LEGACY)
        prse__legacy_cut(s, page);
    else
        prse__page_cut(s, page);
    prse__arena_reset(s->scratch);
    if (!s->failed)
        return PRSE_OK;
    prse_status status = tell_failure(s, page->number, err);
    s->now = before;
    if (before.open)
        s->found[before.open_at] = open;
    s->text.len = len;
    s->text.failed = 0;
    s->failed = PRSE_OK;
    return status;
}

prse_status prse_sentences_add(prse_sentences *sentences,
                               const prse_page *page, prse_error *err)
{
    prse_page own = {0};
    if (!sentences || !page)
        return prse__error_set(err, PRSE_EINVAL,
                               sentences ? "page" : "sentences",
                               "it is NULL");
    prse_status status = prse__options_read(&own, sizeof own, page, "page",
                                            err);
    if (status == PRSE_OK)
        status = check_page(sentences, &own, err);
    return status == PRSE_OK ? cut_page(sentences, &own, err) : status;
}

size_t prse_sentences_count(const prse_sentences *sentences)
{
    return sentences ? sentences->now.count : 0;
}

prse_status prse_sentences_get(prse_segment *out,
                               const prse_sentences *sentences, size_t index,
                               prse_error *err)
{
    if (!sentences)
        return prse__error_set(err, PRSE_EINVAL, "sentences", "it is NULL");
    if (index >= sentences->now.count)
        return prse__error_set(err, PRSE_ENOTFOUND, "index",
                               "there is no segment %zu, there are %zu",
                               index, sentences->now.count);
    const prse__found *f = &sentences->found[index];
    prse_segment segment = {
        .page = f->page,
        .kind = f->kind,
        .words = f->words,
        .text = {sentences->text.ptr + f->start, f->len},
        .left = f->left,
        .top = f->top,
        .right = f->right,
        .bottom = f->bottom,
    };
    return prse__struct_give(out, &segment, sizeof segment, err);
}
