/* SPDX-License-Identifier: Apache-2.0 */
/* ADEME Bilans GES: what to ask and how to read its pages. Contacts and e-mail
 * addresses are dropped while reading. No I/O. */
#ifndef PRSE_PLATFORMS_BILANS_GES_H
#define PRSE_PLATFORMS_BILANS_GES_H

#include "base/date.h"
#include "http/answer.h"

enum {
    PRSE__BILANS_PAGES = 20, /* more is refused */
    PRSE__BILANS_MODES = 10  /* consolidation modes that are counted apart */
};

/* What the pages read so far say; zeroed by the caller but for `siren`. */
typedef struct prse__bilans {
    prse_str siren;           /* asked, borrowed; empty: not compared */
    int32_t pages;            /* read */
    int32_t total;            /* announced; 0: none, or not told */
    int32_t read;             /* inventories read */
    int32_t more;             /* 1: the last page was not the last one */
    int32_t ended;            /* 1: nothing more is to be asked */
    int32_t last_year;        /* latest reporting year; 0: none */
    int32_t last_published_year; /* the same among the validated ones */
    prse__date last_publication; /* latest day of publication; 0: none */
    prse__date last_published; /* the same among the validated ones */
    int32_t validated;        /* inventories of the status "valide" */
    int32_t without_year;
    int32_t with_others;      /* naming further companies */
    int32_t modes[PRSE__BILANS_MODES]; /* inventories of each mode */
    const char *reason;       /* why a page is UNREADABLE; static */
} prse__bilans;

/* page from 1. */
void prse__bilans_url(prse__buf *url, prse_str base, prse_str siren,
                      int32_t page);
/* Adds a page. READ also when it is empty. `why` is filled when the outcome is
 * another one. */
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
/* Appends what of a page may be kept: all that prse__bilans_read() reads, and
 * no contact. out->failed: no JSON, or no memory. */
void prse__bilans_keep(prse__buf *out, prse_str body);

#endif
