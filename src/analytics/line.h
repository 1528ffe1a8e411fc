/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a COPY into a lot, sent when there are enough of them. */
#ifndef PRSE_ANALYTICS_LINE_H
#define PRSE_ANALYTICS_LINE_H

#include "analytics/tables.h"
#include "postgres/connection.h"
#include "store/store.h"

typedef struct prse__lines {
    prse__pg *pg;
    prse__buf text; /* not sent yet */
    prse__buf one;  /* a value, before it is escaped */
    int inside;     /* a line has begun */
} prse__lines;

prse_status prse__lines_open(prse__lines *lines, prse__pg *pg,
                             const prse__lot *lot, prse_error *err);
/* Whether the COPY ended well or not, memory is freed. */
prse_status prse__lines_close(prse__lines *lines, prse_error *err);
void prse__lines_drop(prse__lines *lines);

/* The next column. */
void prse__line_text(prse__lines *lines, prse_str text);
void prse__line_text_or_null(prse__lines *lines, prse_str text);
void prse__line_int(prse__lines *lines, int64_t number);
void prse__line_bool(prse__lines *lines, int yes);
void prse__line_null(prse__lines *lines);
void prse__line_value(prse__lines *lines, const prse_value *value);
/* The line is whole. */
prse_status prse__line_end(prse__lines *lines, prse_error *err);

#endif
