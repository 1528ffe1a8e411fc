/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/spellings.h"

#include <string.h>

#include "pages/keep.h"
#include "pages/letters.h"
#include "pages/lines.h"

/* FNV-1a over characters in lower case. */
static uint64_t add(uint64_t hash, prse_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = prse__utf8_next(text, &at);
        int upper = (c >= 'A' && c <= 'Z') ||
                    (c >= 0xC0 && c <= 0xDE && c != 0xD7);
        hash = (hash ^ (upper ? c + 32 : c)) * UINT64_C(1099511628211);
    }
    return hash;
}

/* "(émissions)," is émissions. Marks that end a word are cut by ASCII only:
 * enough for a full stop, a comma, a bracket. */
static prse_str bare(prse_str text)
{
    static const char marks[] = ".,;:!?()[]\"'";
    while (text.len > 0 && memchr(marks, text.ptr[0], sizeof marks - 1))
        text = (prse_str){text.ptr + 1, text.len - 1};
    while (text.len > 0 &&
           memchr(marks, text.ptr[text.len - 1], sizeof marks - 1))
        text.len--;
    return text;
}

static uint64_t hash_of(prse_str a, const char *between, prse_str b)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    hash = add(add(add(hash, a), prse_str_of(between)), b);
    return hash ? hash : 1;
}

static size_t find(const prse__spellings *words, uint64_t hash)
{
    size_t at = (size_t)hash & (words->size - 1);
    while (words->slot[at] && words->slot[at] != hash)
        at = (at + 1) & (words->size - 1);
    return at;
}

static void read_page(prse__spellings *words, const prse_page *page)
{
    prse__line line;
    for (size_t at = 0; prse__line_next(&line, page, &at);)
        for (size_t i = line.first; i + 1 < line.end; i++) {
            uint64_t hash =
                hash_of(bare(page->words[i].text), "", PRSE_STR(""));
            words->slot[find(words, hash)] = hash;
        }
}

int prse__spellings_read(prse__spellings *out, const prse__pages *pages)
{
    size_t count = 1;
    for (size_t i = 0; i < pages->count; i++)
        count += pages->page[i].count;
    *out = (prse__spellings){NULL, 1};
    while (out->size < 2 * count)
        out->size *= 2;
    out->slot = prse__alloc(out->size, sizeof *out->slot);
    for (size_t i = 0; out->slot && i < pages->count; i++)
        read_page(out, pages->page + i);
    return out->slot != NULL;
}

void prse__spellings_free(prse__spellings *words)
{
    prse__free(words->slot);
    words->slot = NULL;
}

int prse__spellings_has(const prse__spellings *words, prse_str a,
                         const char *between, prse_str b)
{
    a = bare(a);
    uint64_t hash = hash_of(a, between, bare(b));
    return words->slot[find(words, hash)] != 0;
}
