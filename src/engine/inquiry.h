/* SPDX-License-Identifier: Apache-2.0 */
/* A question to a platform, and the record that comes of it. Emissions
 * balances are read page by page. Egapro fails on some sound declarations:
 * scores then show whether the platform is well. */
#ifndef PRSE_ENGINE_INQUIRY_H
#define PRSE_ENGINE_INQUIRY_H

#include "engine/services.h"
#include "platforms/bilans_ges.h"

enum { PRSE__RECORDS = 5 };

typedef struct prse__platform {
    const char *record; /* the key of its records */
    prse_service service;
    int yearly;         /* asked for one year */
} prse__platform;

extern const prse__platform prse__platforms[PRSE__RECORDS]; /* prse_record */

typedef struct prse__inquiry prse__inquiry;
struct prse__inquiry {
    prse__round *round;
    prse_record what;
    prse_str siren; /* borrowed */
    int32_t year;
    prse__ask *asks; /* owned; the last one first */
    prse__bilans bilans;
    prse_outcome outcome;
    int32_t http;
    int done;        /* the record is there */
    int control;     /* of a declaration: scores are asked, as a control */
    prse__policy afresh; /* of the control */
    prse__buf record;
    prse__buf filed; /* Egapro's public file instead; empty: silent */
    void (*then)(prse__inquiry *inquiry); /* in a callback; may be NULL */
    void *user;
};

/* Adds the question to the round's crew; the record is there at once when the
 * platform may not be asked. Zeroed before, freed after. */
prse_status prse__inquiry_start(prse__inquiry *inquiry, prse__round *round,
                                prse_record what, prse_str siren,
                                int32_t year, prse_error *err);
void prse__inquiry_free(prse__inquiry *inquiry);

/* 1: the platform said neither what it has nor that it has nothing. */
int prse__inquiry_failed(const prse__inquiry *inquiry);
/* After the round: where Egapro did not answer, or was not even asked, its
 * public file in the offline register is. */
prse_status prse__inquiry_read_file(prse__inquiry *inquiry, prse_error *err);

/* --- Of each kind --- */

void prse__inquiry_url(const prse__inquiry *inquiry, prse__buf *url,
                       int32_t page);
prse_outcome prse__inquiry_write(const prse__inquiry *inquiry,
                                 prse__buf *record,
                                 const prse__answer *answer);
/* What an answer to the question on its way is worth. */
prse_outcome prse__inquiry_try(const prse__inquiry *inquiry,
                               const prse__answer *answer);
/* prse__fetch.accept: only what is an answer is kept. */
int prse__inquiry_accept(const prse__fetch *fetch, int32_t http,
                         prse_str body);

#endif
