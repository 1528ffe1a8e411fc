/* SPDX-License-Identifier: Apache-2.0 */
/* What a check found: kept while its transaction may still run again, told
 * afterwards. */
#ifndef PRSE_PORTAL_FINDINGS_H
#define PRSE_PORTAL_FINDINGS_H

#include "portal/portal.h"

typedef struct prse__findings {
    prse__buf texts; /* a line each */
} prse__findings;

void prse__findings_init(prse__findings *findings);
void prse__findings_clear(prse__findings *findings);
void prse__findings_add(prse__findings *findings, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* PRSE_ENOMEM where one was lost. */
prse_status prse__findings_end(const prse__findings *findings, prse_error *err);
/* Tells each, and is empty afterwards. */
void prse__findings_tell(prse__findings *findings, prse_finding found,
                         void *user);
void prse__findings_free(prse__findings *findings);

#endif
