/* SPDX-License-Identifier: Apache-2.0 */
/* CSV after RFC 4180 out of a stream, record by record in constant memory:
 * comma or semicolon (found on the first line), quotes, CRLF or LF, optional
 * UTF-8 byte-order mark. */
#ifndef PRSE_FORMATS_CSV_STREAM_H
#define PRSE_FORMATS_CSV_STREAM_H

#include "base/error.h"
#include "base/str.h"

/* Where the bytes come from. */
typedef struct prse__csv_source {
    void *self; /* outlives the stream */
    /* At most `size` bytes into `to`; *got is 0 at the end only. */
    prse_status (*read)(void *self, char *to, size_t size, size_t *got,
                        prse_error *err);
} prse__csv_source;

typedef struct prse__csv_stream prse__csv_stream;

/* `file` is copied; it names the input in errors. */
prse_status prse__csv_stream_open(prse__csv_stream **out,
                                  prse__csv_source source, const char *file,
                                  prse_error *err);
void prse__csv_stream_close(prse__csv_stream *csv); /* NULL is legal */

/* The next record: fields are borrowed until the next call. *count is 0 at the
 * end. Blank lines are skipped. At most 4,096 fields and 1 MiB a record, else
 * PRSE_ELIMIT; PRSE_EPARSE for quotes out of place and for what is not UTF-8.
 * After a failure the stream can only be closed. */
prse_status prse__csv_stream_next(prse__csv_stream *csv,
                                  const prse_str **fields, size_t *count,
                                  prse_error *err);

/* Where a field of the last record begins, for errors about its value. */
prse__place prse__csv_stream_place(const prse__csv_stream *csv, size_t field);

/* Where the next record begins. A stream that has read the first record can go
 * on from such a point once its source stands at that offset. */
typedef struct prse__csv_point {
    uint64_t offset; /* in bytes, from the beginning of the source */
    uint32_t line;   /* from 1 */
} prse__csv_point;

prse__csv_point prse__csv_stream_point(const prse__csv_stream *csv);
void prse__csv_stream_go_on(prse__csv_stream *csv, prse__csv_point from);

#endif
