/* SPDX-License-Identifier: Apache-2.0 */
/* Words that are cut at the end of a line. The second half moves up; whether
 * the hyphen stays is asked of the rest of the document, then of the grammar
 * of French. */
#ifndef PRSE_PAGES_HYPHENS_H
#define PRSE_PAGES_HYPHENS_H

#include "pages/spellings.h"

typedef enum prse__hyphen {
    PRSE__HYPHEN_NONE, /* two words: "moyen- et" */
    PRSE__HYPHEN_STAYS,
    PRSE__HYPHEN_GOES
} prse__hyphen;

/* What becomes of `first`, which ends with a hyphen, before `second`. */
prse__hyphen prse__hyphens_judge(const prse__spellings *words, prse_str first,
                                 prse_str second);
prse_status prse__hyphens_join(prse__pages *pages, prse_error *err);

#endif
