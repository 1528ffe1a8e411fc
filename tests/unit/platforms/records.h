/* SPDX-License-Identifier: Apache-2.0 */
/* What tests of records share. JSON is written with ' for ". */
#ifndef PRSE_TESTS_UNIT_PLATFORMS_RECORDS_H
#define PRSE_TESTS_UNIT_PLATFORMS_RECORDS_H

#include "http/answer.h"

#define SIREN PRSE_STR("111222333")

/* Makes a record of an answer to a question about SIREN. */
typedef prse_outcome prse_make(prse__buf *json, const prse__answer *answer);

/* The record is `{key: {"siren": SIREN, ...}}`, with `rest` for the dots. */
void prse_expect(prse_make *make, const prse__answer *answer,
                 prse_outcome outcome, const char *rest);
void prse_expect_body(prse_make *make, const char *body,
                      prse_outcome outcome, const char *rest);
/* A part of the record, wherever it is. */
void prse_expect_part(prse_make *make, const char *body, const char *part);
/* ' becomes ". Release with free(). */
prse_str prse_quoted(const char *text);

#endif
