/* SPDX-License-Identifier: Apache-2.0 */
/* Journal events with one or two words of detail. Never personal data: words
 * of the library's own, numbers, days. */
#ifndef PRSE_PORTAL_DETAILS_H
#define PRSE_PORTAL_DETAILS_H

#include "portal/portal.h"

/* prse__journal_add() with {"key": "word"}; none when `word` is empty. */
prse_status prse__journal_tell(prse__work *work, prse_operation operation,
                               prse_str object, const char *key,
                               const char *word, prse_error *err);
/* With {"fait": "invite", "role": "lecteur"}: what happened to a member. */
prse_status prse__journal_member(prse__work *work, prse_operation operation,
                                 prse_str object, const char *what,
                                 const char *role, prse_error *err);

#endif
