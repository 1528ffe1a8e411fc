/* SPDX-License-Identifier: Apache-2.0 */
/* Pages from bytes: a line is a word, its first characters say where it is. Any
 * page is refused or cut; the segments are UTF-8 and not empty. */
#include "fuzz/fuzz.h"
#include "portailrse/sentences.h"

enum { MOST_WORDS = 512 };

typedef struct pen {
    prse_word words[MOST_WORDS];
    size_t count;
    float left, top, size;
    uint32_t block, line, page;
} pen;

static void add_page(prse_sentences *s, pen *p)
{
    prse_error err = {0};
    prse_page page = {.size = sizeof page, .number = ++p->page,
                      .width = 595, .height = 842, .words = p->words,
                      .count = p->count};
    fuzz_check(prse_sentences_add(s, &page, &err), &err);
    p->count = 0;
    p->left = p->top = 0;
    p->block = p->line = 0;
}

/* What a line begins with, before its word. */
static void move(prse_sentences *s, pen *p, char c)
{
    p->line += c == '>' || c == ',' || c == '|';
    p->block += c == '>' || c == '|';
    p->top += c == '>' || c == ',' ? 12 : 0;
    p->left = c == '>' || c == ',' ? 0 : p->left;
    p->left += c == '|' ? 60 : 0;
    p->top = c == '^' ? 0 : p->top;
    p->left = c == '^' ? 300 : p->left;
    p->size = c == '+' ? 18 : c == '-' ? 10 : p->size;
    if (c == '=')
        add_page(s, p);
}

static void add_word(pen *p, prse_str text)
{
    if (p->count == MOST_WORDS)
        return;
    float width = 5 * (float)text.len;
    p->words[p->count++] = (prse_word){text, p->left, p->top,
                                       p->left + width, p->top + p->size,
                                       p->block, p->line};
    p->left += width + 5;
}

static void check(const prse_sentences *s)
{
    for (size_t i = 0; i < prse_sentences_count(s); i++) {
        int passes;
        prse_segment g = {.size = sizeof g};
        FUZZ_ASSERT(prse_sentences_get(&g, s, i, NULL) == PRSE_OK);
        FUZZ_ASSERT(g.text.len > 0 && g.page > 0);
        FUZZ_ASSERT(prse__utf8_check(g.text) == g.text.len);
        FUZZ_ASSERT(prse_segment_passes(&passes, &g, NULL, NULL) == PRSE_OK);
    }
}

static void run(const uint8_t *data, size_t size, prse_segmentation how)
{
    static pen p;
    prse_sentences *s = NULL;
    prse_sentences_options opts = {.size = sizeof opts, .segmentation = how,
                                   .byte_limit = 4096};
    FUZZ_ASSERT(prse_sentences_new(&s, &opts, NULL) == PRSE_OK);
    p = (pen){.size = 10};
    for (size_t at = 0; at < size;) {
        size_t end = at;
        while (end < size && data[end] != '\n')
            end++;
        if (end > at) {
            move(s, &p, (char)data[at]);
            add_word(&p, fuzz_text(data + at + 1, end - at - 1));
        }
        at = end + 1;
    }
    add_page(s, &p);
    check(s);
    prse_sentences_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    run(data, size, PRSE_SEGMENTATION_LAYOUT);
    run(data, size, PRSE_SEGMENTATION_LEGACY);
    return 0;
}
