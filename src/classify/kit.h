/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of the conformance kit. A case looks at one sentence of
 * sys/classifier.h; what it first finds wrong is told. */
#ifndef PRSE_CLASSIFY_KIT_H
#define PRSE_CLASSIFY_KIT_H

#include "base/error.h"
#include "portailrse/sys/classifier.h"

typedef struct prse__classify_kit {
    const prse_classifier *classifier;
    char wrong[400];   /* empty: nothing so far */
    prse_status fatal; /* PRSE_ENOMEM: no verdict */
} prse__classify_kit;

typedef struct prse__classify_case {
    const char *name;
    void (*run)(prse__classify_kit *kit);
} prse__classify_case;

/* Each ends with a NULL name. */
extern const prse__classify_case prse__classify_kit_labels[];
extern const prse__classify_case prse__classify_kit_answers[];
extern const prse__classify_case prse__classify_kit_wishes[];
extern const prse__classify_case prse__classify_kit_threads[];

/* Sentences of several kinds, which every classifier must take. */
enum { PRSE__CLASSIFY_KIT_TEXTS = 12 };
extern const prse_str prse__classify_kit_texts[PRSE__CLASSIFY_KIT_TEXTS];

/* Notes what is wrong, once a case. */
void prse__classify_kit_wrong(prse__classify_kit *kit, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* 1 when `status` is the expected one. */
int prse__classify_kit_is(prse__classify_kit *kit, const char *call,
                          prse_status status, prse_status expected,
                          const prse_error *why);
/* 1 when the sentences got their answers. */
int prse__classify_kit_ask(prse__classify_kit *kit, const prse_str *texts,
                           size_t count, prse_label *out);
/* 1 when both answers are the same to the last bit. */
int prse__classify_kit_same(const prse_label *a, const prse_label *b);

#endif
