/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/keep.h"

enum { FIRST = 32 };

prse_status prse__pages_new(prse__pages **out, size_t bytes, prse_error *err)
{
    prse__pages *own = prse__alloc(1, sizeof *own);
    *out = NULL;
    if (own)
        own->arena = prse__arena_new(bytes);
    if (!own || !own->arena) {
        prse__free(own);
        return prse__error_nomem(err);
    }
    *out = own;
    return PRSE_OK;
}

void prse__pages_free(prse__pages *pages)
{
    if (!pages)
        return;
    prse__arena_free(pages->arena);
    prse__free(pages->page);
    prse__free(pages);
}

prse_status prse__pages_full(const prse__pages *pages, prse_error *err)
{
    if (!prse__arena_full(pages->arena))
        return prse__error_nomem(err);
    return prse__error_set(err, PRSE_ELIMIT, "pdf",
                           "it has more text than is accepted");
}

static int make_room(prse__pages *pages)
{
    if (pages->count < pages->room)
        return 1;
    size_t room = pages->room ? 2 * pages->room : FIRST;
    prse_page *more =
        prse__resize(pages->page, pages->room, room, sizeof *more);
    if (!more)
        return 0;
    pages->page = more;
    pages->room = room;
    return 1;
}

/* An empty list is one word long, so that NULL means lack of memory. */
static prse_word *copy_words(prse__arena *arena, const prse_page *page)
{
    prse_word *words =
        prse__arena_alloc(arena, page->count + 1, sizeof *words);
    for (size_t i = 0; words && i < page->count; i++) {
        words[i] = page->words[i];
        words[i].text = prse__str_dup(arena, page->words[i].text);
        if (!words[i].text.ptr)
            return NULL;
    }
    return words;
}

prse_status prse__pages_add(prse__pages *pages, const prse_page *page,
                            prse_error *err)
{
    if (!make_room(pages))
        return prse__error_nomem(err);
    prse_word *words = copy_words(pages->arena, page);
    if (!words)
        return prse__pages_full(pages, err);
    pages->page[pages->count] = *page;
    pages->page[pages->count].words = words;
    pages->count++;
    return PRSE_OK;
}

size_t prse__pages_count(const prse__pages *pages)
{
    return pages->count;
}

const prse_page *prse__pages_at(const prse__pages *pages, size_t index)
{
    return index < pages->count ? pages->page + index : NULL;
}

prse_word *prse__pages_words(const prse__pages *pages, size_t index)
{
    return (prse_word *)(uintptr_t)pages->page[index].words;
}

void prse__pages_pack(prse_page *page)
{
    prse_word *words = (prse_word *)(uintptr_t)page->words;
    size_t kept = 0;
    for (size_t i = 0; i < page->count; i++)
        if (words[i].text.len > 0)
            words[kept++] = words[i];
    page->count = kept;
}
