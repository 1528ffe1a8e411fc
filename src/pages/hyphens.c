/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/hyphens.h"

#include <string.h>

#include "pages/keep.h"
#include "pages/letters.h"
#include "pages/lines.h"

/* What follows a hyphen that is part of the word: "parlent-ils", "celle-ci",
 * "eux-mêmes"; and what may begin compounds. */
static const char *const tails[] = {
    "t",    "je",   "tu",   "il",   "elle", "on",     "nous",   "vous",
    "ils",  "elles", "ce",  "ci",   "là",   "le",     "la",     "les",
    "moi",  "toi",  "leur", "lui",  "y",    "en",     "même",   "mêmes",
    "à",    "dire", "vis",  "dessus", "dessous", "delà"};
static const char *const heads[] = {
    "non", "sous", "vice", "semi", "demi", "quasi", "contre", "avant",
    "après", "mi", "ex", "peut", "quelques", "au", "ci", "là", "porte",
    "lui", "elle", "eux", "soi", "nous", "vous", "celui", "celle", "ceux"};
/* "moyen- et long-terme"; a word of its own, as in "vis-" "à-vis" it is not. */
static const char *const joins[] = {"et", "ou", "à", "ni", "voire"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static int is_one(prse_str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (prse__str_is(text, list[i]))
            return 1;
    return 0;
}

static prse_str letters_of(prse_str text)
{
    prse_str it = text;
    size_t at = 0;
    while (at < text.len) {
        it.len = at;
        uint32_t c = prse__utf8_next(text, &at);
        if (!prse__letters_is_letter(c))
            return it;
        it.len = at;
    }
    return it;
}

static int is_hyphen(uint32_t c)
{
    return c == PRSE__HYPHEN_MINUS || c == PRSE__HYPHEN ||
           c == PRSE__SOFT_HYPHEN;
}

/* Grammar, where the document itself says nothing. */
static int stays_in_french(prse_str stem, prse_str tail)
{
    return memchr(stem.ptr, '-', stem.len) != NULL ||
           is_one(tail, tails, COUNT(tails)) ||
           is_one(stem, heads, COUNT(heads));
}

prse__hyphen prse__hyphens_judge(const prse__spellings *words, prse_str first,
                                 prse_str second)
{
    size_t at;
    uint32_t hyphen = prse__letters_last(first, &at);
    prse_str stem = {first.ptr, at};
    uint32_t before = prse__letters_last(stem, &at);
    uint32_t after = prse__letters_first(second);
    prse_str tail = letters_of(second);
    if (!is_hyphen(hyphen) || !prse__letters_is_letter(before) ||
        !prse__letters_is_letter(after))
        return PRSE__HYPHEN_NONE;
    if (hyphen == PRSE__SOFT_HYPHEN)
        return PRSE__HYPHEN_GOES;
    if (is_one(second, joins, COUNT(joins)))
        return PRSE__HYPHEN_NONE;
    if (!prse__letters_is_lower(after)) /* "Île-de-France", "CO-NH" */
        return PRSE__HYPHEN_STAYS;
    if (prse__spellings_has(words, stem, "", second))
        return PRSE__HYPHEN_GOES;
    if (prse__spellings_has(words, stem, "-", second))
        return PRSE__HYPHEN_STAYS;
    return stays_in_french(stem, tail) ? PRSE__HYPHEN_STAYS
                                       : PRSE__HYPHEN_GOES;
}

static prse_status join(prse__pages *pages, prse_word *first,
                        prse_word *second, prse__hyphen how, prse_error *err)
{
    size_t stem;
    prse__letters_last(first->text, &stem);
    int stays = how == PRSE__HYPHEN_STAYS;
    size_t length = stem + (size_t)stays + second->text.len;
    char *whole = prse__arena_alloc(pages->arena, length, 1);
    if (!whole)
        return prse__pages_full(pages, err);
    memcpy(whole, first->text.ptr, stem);
    whole[stem] = '-';
    memcpy(whole + stem + stays, second->text.ptr, second->text.len);
    first->text = (prse_str){whole, length};
    second->text.len = 0;
    return PRSE_OK;
}

static prse_status join_pair(prse__pages *pages, prse_word *first,
                             prse_word *second, const prse__spellings *words,
                             prse_error *err)
{
    if (first->text.len == 0 || second->text.len == 0)
        return PRSE_OK;
    prse__hyphen how = prse__hyphens_judge(words, first->text, second->text);
    return how == PRSE__HYPHEN_NONE ? PRSE_OK
                                    : join(pages, first, second, how, err);
}

/* The next block counts too: a column ends in the middle of a word. */
static prse_status join_page(prse__pages *pages, size_t index,
                             const prse__spellings *words, prse_error *err)
{
    prse_page *page = pages->page + index;
    prse_word *word = prse__pages_words(pages, index);
    prse_status status = PRSE_OK;
    prse__line line;
    for (size_t at = 0; !status && prse__line_next(&line, page, &at);) {
        size_t last = line.end - 1;
        if (line.end < page->count &&
            word[line.end].block <= word[last].block + 1)
            status = join_pair(pages, word + last, word + line.end, words,
                               err);
    }
    return status;
}

/* And so does a page. */
static prse_status join_next(prse__pages *pages, size_t index,
                             const prse__spellings *words, prse_error *err)
{
    const prse_page *page = pages->page + index;
    if (index + 1 == pages->count || page->count == 0 || page[1].count == 0)
        return PRSE_OK;
    return join_pair(pages,
                     prse__pages_words(pages, index) + page->count - 1,
                     prse__pages_words(pages, index + 1), words, err);
}

prse_status prse__hyphens_join(prse__pages *pages, prse_error *err)
{
    prse__spellings words;
    if (!prse__spellings_read(&words, pages))
        return prse__error_nomem(err);
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < pages->count; i++)
        status = join_page(pages, i, &words, err);
    for (size_t i = 0; !status && i < pages->count; i++)
        status = join_next(pages, i, &words, err);
    for (size_t i = 0; i < pages->count; i++)
        prse__pages_pack(pages->page + i);
    prse__spellings_free(&words);
    return status;
}
