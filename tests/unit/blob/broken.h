/* SPDX-License-Identifier: Apache-2.0 */
/* Stores that break one sentence of sys/blob.h each. */
#ifndef PRSE_TESTS_UNIT_BLOB_BROKEN_H
#define PRSE_TESTS_UNIT_BLOB_BROKEN_H

#include "blob/blob.h"

typedef struct flaw {
    const char *name;
    const char *noticed_by; /* a case of the kit */
    void (*apply)(prse_blob *blob);
} flaw;

extern const flaw flaws[]; /* ends with a NULL name */

/* One at a time; borrows the inner store. */
void broken_make(prse_blob *out, const prse_blob *inner, const flaw *it);
/* A link as a store should give it. */
prse_status link_well(void *self, prse_str key, const prse_blob_link *link,
                      prse_blob_text found, void *user, prse_error *err);

#endif
