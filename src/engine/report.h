/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a public report. */
#ifndef PRSE_ENGINE_REPORT_H
#define PRSE_ENGINE_REPORT_H

#include "engine/facts.h"
#include "portailrse/obligation.h"
#include "rules/change.h"
#include "rules/question.h"

struct prse_report {
    prse_pack *pack;
    prse__judge judge;
    prse__asker asker;
    uint8_t *skip;           /* of each variable: never ask it */
    uint64_t asked;          /* run of the judge asked about last; 0: none */
    int found;               /* whether there was a question, */
    prse__question question; /* and which */
    const prse_facts *facts; /* NULL: not evaluated yet */
    prse__date date;
    prse__arena *arena;      /* of one reading */
    prse__buf text;          /* what a reading gives out */
};

/* 0 with *err filled when the report was not evaluated or has no such
 * obligation. */
prse_status prse__report_ready(const prse_report *report, size_t obligation,
                               prse_error *err);
/* The compliance of whom an answer other than subject is given. */
prse_compliance prse__compliance_of(prse_answer answer);
/* The slot behind a variable. */
const prse__slot *prse__report_slot(const prse_report *report, size_t var);
/* The text gathered in report->text, or PRSE_ENOMEM. */
prse_status prse__report_text(prse_str *out, prse_report *report,
                              prse_error *err);

/* --- Writing for people (display.c) --- */

/* A value with its unit: "60 salariés", "oui", "de 50 à moins de 300". */
void prse__display_slot(prse__buf *buf, const prse__slot *slot,
                        prse_lang lang);
/* A set of cells: "au moins 50 salariés", "non", "SAS ou SA". */
void prse__display_cells(prse__buf *buf, const prse__var *var,
                         const prse__mask *mask, prse_lang lang);
void prse__display_value(prse__buf *buf, const prse__value *value,
                         prse_lang lang);
/* The label of a variable, with its year: "Effectif (année N-1)". */
void prse__display_name(prse__buf *buf, const prse__fact *fact, int32_t year,
                        prse_lang lang);

#endif
