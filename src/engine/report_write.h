/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of a report as JSON, for the report and for the dashboard. */
#ifndef PRSE_ENGINE_REPORT_WRITE_H
#define PRSE_ENGINE_REPORT_WRITE_H

#include "engine/report.h"
#include "formats/json_writer.h"

typedef struct prse__report_writer prse__report_writer;
struct prse__report_writer {
    prse__json json;
    prse_report *report;
    prse_lang lang;
    prse_status status; /* of the first failure */
    prse_error *err;    /* never NULL */
    /* Adds to each fact, and to each obligation, before it is closed. NULL:
     * nothing. */
    void (*of_fact)(prse__report_writer *w, const prse_fact_state *state);
    void (*of_obligation)(prse__report_writer *w, size_t index);
    void *user;
};

/* "subject", as everywhere in JSON. */
const char *prse__answer_name(prse_answer answer);
/* "pack", "version", "digest", "date" */
void prse__report_write_head(prse__report_writer *w);
/* "facts", "warnings" */
void prse__report_write_facts(prse__report_writer *w);
/* "obligations" */
void prse__report_write_obligations(prse__report_writer *w);
/* "question" */
void prse__report_write_question(prse__report_writer *w);
/* "date" */
void prse__report_write_date(prse__report_writer *w, const prse_due *due);

#endif
