/* SPDX-License-Identifier: Apache-2.0 */
/* What came back from a service, and what it is worth before its body is
 * read. */
#ifndef PRSE_HTTP_ANSWER_H
#define PRSE_HTTP_ANSWER_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/services.h"

typedef struct prse__answer {
    prse_status status; /* PRSE_OK: an answer came whole, whatever it says;
                           PRSE_EDENIED: it came, and leads elsewhere (3xx) */
    int32_t http;       /* 0: not even a status line came */
    prse_str body;
} prse__answer;

/* Without the body: 2xx READ, 404 and 410 ABSENT, 429 LIMITED, other 4xx and
 * 3xx DENIED, the rest DOWN; without an answer, PRSE_ERATE is LIMITED,
 * PRSE_ELIMIT UNREADABLE, PRSE_ECANCELED and PRSE_ENOTFOUND (offline, nothing
 * kept) NOT_ASKED. A reader of bodies may lower READ to ABSENT or
 * UNREADABLE. */
prse_outcome prse__answer_outcome(const prse__answer *answer);
/* A body without the byte order mark that some servers put before JSON. */
prse_str prse__answer_text(prse_str body);

#endif
