/* SPDX-License-Identifier: Apache-2.0 */
/* A classifier of two labels that does what it is told, and flaws that break
 * one sentence of sys/classifier.h each. */
#ifndef PRSE_TESTS_UNIT_CLASSIFY_STUB_H
#define PRSE_TESTS_UNIT_CLASSIFY_STUB_H

#include "portailrse/sys/classifier.h"

typedef struct stub {
    prse_classifier_info info;
    prse_label_info labels[2];
    prse_label answer;      /* to a sentence that is not empty */
    prse_status status;     /* of classify() */
    int without_reason;     /* it fills no error */
    int freed;
    int calls;              /* of classify() */
    void (*spoil)(struct stub *s, prse_label *out, size_t count);
    int deaf, mute;         /* to should_stop; no progress */
} stub;

/* Fills both; the stub must stay where it is. */
void stub_make(prse_classifier *out, stub *s);

typedef struct flaw {
    const char *name;
    const char *noticed_by; /* a case of the kit */
    void (*apply)(stub *s);
} flaw;

extern const flaw flaws[]; /* ends with a NULL name */

#endif
