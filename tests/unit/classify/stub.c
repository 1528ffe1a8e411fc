/* SPDX-License-Identifier: Apache-2.0 */
#include "stub.h"

#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "classify/watch.h"

#define DIGEST \
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    (void)err;
    *out = ((stub *)self)->info;
    return PRSE_OK;
}

static prse_status tell_label(void *self, uint32_t index, prse_label_info *out,
                              prse_error *err)
{
    (void)err;
    *out = ((stub *)self)->labels[index];
    return PRSE_OK;
}

static prse_status listen(const stub *s, const prse_classify_options *opts,
                          size_t count, prse_error *err)
{
    prse__classify_watch watch = prse__classify_watch_start(opts);
    prse_status status = s->deaf ? PRSE_OK
                                 : prse__classify_watch_ask(&watch, err);
    if (!status && !s->mute)
        prse__classify_watch_tell(&watch, count, count);
    return status;
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    stub *s = self;
    s->calls++;
    if (s->status && s->without_reason)
        return s->status;
    if (s->status)
        return prse__error_set(err, s->status, "stub", "as it was told");
    for (size_t i = 0; i < count; i++) {
        out[i] = s->answer;
        out[i].label = texts[i].len % 2;
        out[i].second = 1 - out[i].label;
    }
    if (s->spoil)
        s->spoil(s, out, count);
    return listen(s, opts, count, err);
}

static void note_free(void *self)
{
    ((stub *)self)->freed++;
}

void stub_make(prse_classifier *out, stub *s)
{
    *s = (stub){.info = {.size = sizeof s->info, .label_count = 2, .none = 1,
                         .batch = 8, .engine = PRSE_STR("stub/1"),
                         .digest = PRSE_STR(DIGEST)},
                .answer = {.confidence = 0.5, .second_confidence = 0.25}};
    s->labels[0] = (prse_label_info){
        .size = sizeof s->labels[0], .code = PRSE_STR("A"),
        .text = PRSE_STR("Label A"), .title = PRSE_STR("Eau")};
    s->labels[1] = (prse_label_info){
        .size = sizeof s->labels[1], .code = PRSE_STR("B"),
        .text = PRSE_STR("Label B"), .title = PRSE_STR("Rien")};
    *out = (prse_classifier){.size = sizeof *out, .self = s,
                             .free = note_free, .describe = describe,
                             .label = tell_label, .classify = classify};
}

static void no_engine(stub *s)
{
    s->info.engine = PRSE_STR("");
}

static void capital_digest(stub *s)
{
    s->info.digest = PRSE_STR("ABCDEF6789abcdef0123456789abcdef"
                              "0123456789abcdef0123456789abcdef");
}

static void one_label(stub *s)
{
    s->info.label_count = 1;
}

static void none_of_nowhere(stub *s)
{
    s->info.none = 2;
}

static void no_batch(stub *s)
{
    s->info.batch = 0;
}

static void no_title(stub *s)
{
    s->labels[1].title = PRSE_STR("");
}

static void same_code(stub *s)
{
    s->labels[1].code = s->labels[0].code;
}

static void same_text(stub *s)
{
    s->labels[1].text = s->labels[0].text;
}

static void label_of_nowhere(stub *s, prse_label *out, size_t count)
{
    (void)s;
    out[count - 1].label = 2;
}

static void apply_label(stub *s)
{
    s->spoil = label_of_nowhere;
}

static void too_sure(stub *s)
{
    s->answer.confidence = 0.8; /* and 0.25 */
}

static void not_a_number(stub *s)
{
    uint64_t bits = UINT64_C(0x7FF8000000000000);
    memcpy(&s->answer.confidence, &bits, sizeof bits);
}

static void beyond_the_end(stub *s)
{
    s->answer.evidence_count = 1;
    s->answer.evidence[0] = (prse_evidence){0, PRSE_SENTENCE_MAX + 1};
}

static void too_much_evidence(stub *s)
{
    s->answer.evidence_count = 5;
}

static void by_the_call(stub *s, prse_label *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i].confidence = s->calls % 2 ? 0.5 : 0.25;
}

static void moody(stub *s)
{
    s->spoil = by_the_call;
}

static void by_the_place(stub *s, prse_label *out, size_t count)
{
    (void)s;
    for (size_t i = 0; i < count; i++)
        out[i].confidence = 0.5 / (double)(i + 1);
}

static void by_place(stub *s)
{
    s->spoil = by_the_place;
}

static void deaf(stub *s)
{
    s->deaf = 1;
}

static void mute(stub *s)
{
    s->mute = 1;
}

const flaw flaws[] = {
    {"no engine", "it tells what it is", no_engine},
    {"a digest in capitals", "it tells what it is", capital_digest},
    {"one label", "it tells what it is", one_label},
    {"a none that is no label", "it tells what it is", none_of_nowhere},
    {"no batch", "it tells what it is", no_batch},
    {"no title", "it tells each label", no_title},
    {"the same code twice", "no two labels are the same", same_code},
    {"the same text twice", "no two labels are the same", same_text},
    {"a label of nowhere", "each sentence gets an answer", apply_label},
    {"more than sure", "each sentence gets an answer", too_sure},
    {"not a number", "each sentence gets an answer", not_a_number},
    {"evidence beyond the end", "each sentence gets an answer",
     beyond_the_end},
    {"five pieces", "each sentence gets an answer", too_much_evidence},
    {"answers by mood", "a sentence gets the same answer again", moody},
    {"answers by place", "a sentence gets the same answer in another place",
     by_place},
    {"deaf", "classify stops when it is asked to", deaf},
    {"mute", "classify tells its progress to the end", mute},
    {0}};
