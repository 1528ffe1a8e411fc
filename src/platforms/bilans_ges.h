/* SPDX-License-Identifier: Apache-2.0 */
/* ADEME Bilans GES: what to ask and how to read its pages. Contacts and e-mail
 * addresses are dropped while reading. No I/O. */
#ifndef PRSE_PLATFORMS_BILANS_GES_H
#define PRSE_PLATFORMS_BILANS_GES_H

#include "http/answer.h"

/* What the pages read so far say; zeroed by the caller. */
typedef struct prse__bilans {
    int32_t pages;            /* read */
    int32_t total;            /* announced */
    int32_t read;             /* inventories read */
    int32_t last_year;        /* latest reporting year; 0: none */
    int32_t last_published_year; /* the same among the published ones */
    char last_publication[12]; /* "AAAA-MM-JJ" of the latest publication */
} prse__bilans;

enum { PRSE__BILANS_PAGES = 20 }; /* more is refused */

/* page from 1. */
void prse__bilans_url(prse__buf *url, prse_str base, prse_str siren,
                      int32_t page);
/* Adds a page. READ also when it is empty. */
prse_outcome prse__bilans_read(prse__bilans *bilans,
                               const prse__answer *answer, prse_error *why);
/* The page to ask next; 0: none. */
int32_t prse__bilans_next(const prse__bilans *bilans);
/* The outcome is that of the page that failed, else of the last one; `answer`
 * is that page's. */
void prse__bilans_record(prse__buf *json, prse_str siren,
                         const prse__bilans *bilans, prse_outcome outcome,
                         const prse__answer *answer);
int prse__bilans_accept(prse_str body);

#endif
