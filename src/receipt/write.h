/* SPDX-License-Identifier: Apache-2.0 */
/* The larger members of a receipt, written in canonical order. */
#ifndef PRSE_RECEIPT_WRITE_H
#define PRSE_RECEIPT_WRITE_H

#include "engine/report.h"
#include "formats/json_writer.h"

/* Indices of named things in the order of their names. */
typedef struct prse__ordered {
    prse_str id;
    size_t index;
} prse__ordered;
void prse__ordered_sort(prse__ordered *all, size_t count);

/* What is known, as people write it. Years are those of the calendar where the
 * facts name one; the last of them, which is N, is always among them. Else
 * they are 0, -1 ... or, where only 0 is known, left out. */
prse_status prse__receipt_write_facts(prse__json *json,
                                      const prse_facts *facts,
                                      prse_error *err);

/* Of each obligation the answer, its first year and its minimal reason. */
prse_status prse__receipt_write_result(prse__json *json,
                                       const prse_report *report,
                                       prse_error *err);
/* PRSE_EINVAL: JSON that holds NUL is not read again. */
prse_status prse__receipt_no_nul(prse_str text, const char *what,
                                 prse_error *err);
/* One of them. */
prse_status prse__receipt_write_answer(prse__json *json,
                                       const prse_report *report,
                                       size_t obligation, prse_error *err);

#endif
