/* SPDX-License-Identifier: Apache-2.0 */
/* CSV after RFC 4180: comma or semicolon (found on the header line), quotes,
 * CRLF or LF, optional UTF-8 byte-order mark. One record at a time. */
#ifndef PRSE_FORMATS_CSV_H
#define PRSE_FORMATS_CSV_H

#include "base/error.h"
#include "base/str.h"

typedef struct prse__csv prse__csv;

/* Reads from text, borrowed until prse__csv_free(). At most 4,096 fields a
 * record and 1 MiB a record, else PRSE_ELIMIT. */
prse_status prse__csv_new(prse__csv **out, prse_str text, const char *file,
                          prse_error *err);
void prse__csv_free(prse__csv *csv);
/* The next record: fields are borrowed until the next call. *count is 0 at the
 * end. Blank lines are skipped. Errors carry line and column. */
prse_status prse__csv_next(prse__csv *csv, const prse_str **fields,
                           size_t *count, prse_error *err);
uint32_t prse__csv_line(const prse__csv *csv); /* line of the last record */
char prse__csv_separator(const prse__csv *csv);
/* Appends one field, quoted when it must be for either separator. */
void prse__csv_add_field(prse__buf *buf, prse_str field);

#endif
