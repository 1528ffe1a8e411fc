/* SPDX-License-Identifier: Apache-2.0 */
/* What classify() must answer. */
#include <string.h>

#include "base/mem.h"
#include "classify/kit.h"

enum { TEXTS = PRSE__CLASSIFY_KIT_TEXTS, MANY_MOST = 600 };

static void answers_each(prse__classify_kit *kit)
{
    prse_label out;
    for (size_t i = 0; i < TEXTS; i++)
        if (!prse__classify_kit_ask(kit, &prse__classify_kit_texts[i], 1,
                                    &out))
            return;
}

static void answers_together(prse__classify_kit *kit)
{
    prse_label out[TEXTS];
    prse__classify_kit_ask(kit, prse__classify_kit_texts, TEXTS, out);
}

static void compare(prse__classify_kit *kit, const prse_label *a,
                    const prse_label *b, const char *when)
{
    if (!prse__classify_kit_same(a, b))
        prse__classify_kit_wrong(kit, "a sentence gets another answer %s",
                                 when);
}

static void same_again(prse__classify_kit *kit)
{
    prse_label a[TEXTS], b[TEXTS];
    if (!prse__classify_kit_ask(kit, prse__classify_kit_texts, TEXTS, a) ||
        !prse__classify_kit_ask(kit, prse__classify_kit_texts, TEXTS, b))
        return;
    for (size_t i = 0; i < TEXTS; i++)
        compare(kit, &a[i], &b[i], "the second time");
}

static void same_alone(prse__classify_kit *kit)
{
    prse_label a[TEXTS], b;
    if (!prse__classify_kit_ask(kit, prse__classify_kit_texts, TEXTS, a))
        return;
    for (size_t i = 0; i < TEXTS; i++)
        if (prse__classify_kit_ask(kit, &prse__classify_kit_texts[i], 1, &b))
            compare(kit, &a[i], &b, "alone");
}

static void same_reversed(prse__classify_kit *kit)
{
    prse_label a[TEXTS], b[TEXTS];
    prse_str reversed[TEXTS];
    for (size_t i = 0; i < TEXTS; i++)
        reversed[i] = prse__classify_kit_texts[TEXTS - 1 - i];
    if (!prse__classify_kit_ask(kit, prse__classify_kit_texts, TEXTS, a) ||
        !prse__classify_kit_ask(kit, reversed, TEXTS, b))
        return;
    for (size_t i = 0; i < TEXTS; i++)
        compare(kit, &a[i], &b[TEXTS - 1 - i], "in another place");
}

static void same_elsewhere(prse__classify_kit *kit)
{
    char copy[64];
    prse_label a, b;
    for (size_t i = 0; i < TEXTS; i++) {
        prse_str text = prse__classify_kit_texts[i];
        memcpy(copy, text.ptr, text.len);
        prse_str moved = {copy, text.len};
        if (!prse__classify_kit_ask(kit, &text, 1, &a) ||
            !prse__classify_kit_ask(kit, &moved, 1, &b))
            return;
        compare(kit, &a, &b, "from another address");
    }
}

static void answers_many(prse__classify_kit *kit)
{
    const prse_str text = PRSE_STR("L'eau est recyclée.");
    prse_str *texts = prse__alloc(MANY_MOST, sizeof *texts);
    prse_label *out = prse__alloc(MANY_MOST, sizeof *out);
    if (!texts || !out)
        kit->fatal = PRSE_ENOMEM;
    for (size_t i = 0; texts && i < MANY_MOST; i++)
        texts[i] = text;
    if (!kit->fatal && prse__classify_kit_ask(kit, texts, MANY_MOST, out))
        for (size_t i = 1; i < MANY_MOST; i++)
            compare(kit, &out[0], &out[i], "among many");
    prse__free(texts);
    prse__free(out);
}

/* The longest there may be, of one word or of many. */
static void answers_long(prse__classify_kit *kit, const char *piece)
{
    size_t length = strlen(piece);
    char *text = prse__alloc(PRSE_SENTENCE_MAX, 1);
    prse_label out;
    if (!text) {
        kit->fatal = PRSE_ENOMEM;
        return;
    }
    for (size_t i = 0; i < PRSE_SENTENCE_MAX; i++)
        text[i] = piece[i % length];
    prse__classify_kit_ask(kit, &(prse_str){text, PRSE_SENTENCE_MAX}, 1,
                           &out);
    prse__free(text);
}

static void answers_long_word(prse__classify_kit *kit)
{
    answers_long(kit, "a");
}

static void answers_many_words(prse__classify_kit *kit)
{
    answers_long(kit, "eau dechets climat ");
}

const prse__classify_case prse__classify_kit_answers[] = {
    {"each sentence gets an answer", answers_each},
    {"sentences get answers together", answers_together},
    {"a sentence gets the same answer again", same_again},
    {"a sentence gets the same answer alone", same_alone},
    {"a sentence gets the same answer in another place", same_reversed},
    {"a sentence gets the same answer from another address", same_elsewhere},
    {"hundreds of sentences get answers", answers_many},
    {"a word of 65,536 bytes gets an answer", answers_long_word},
    {"a sentence of 65,536 bytes gets an answer", answers_many_words},
    {0}};
