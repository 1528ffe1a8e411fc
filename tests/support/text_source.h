/* SPDX-License-Identifier: Apache-2.0 */
/* A text in memory as the source of a stream, handed out in pieces. */
#ifndef PRSE_TESTS_SUPPORT_TEXT_SOURCE_H
#define PRSE_TESTS_SUPPORT_TEXT_SOURCE_H

#include <string.h>

#include "formats/csv_stream.h"

typedef struct text_source {
    prse_str text;
    size_t at;
    size_t piece; /* bytes at once */
} text_source;

static inline prse_status text_source_read(void *self, char *to, size_t size,
                                           size_t *got, prse_error *err)
{
    text_source *source = self;
    (void)err;
    *got = source->text.len - source->at;
    if (*got > size)
        *got = size;
    if (*got > source->piece)
        *got = source->piece;
    if (*got > 0)
        memcpy(to, source->text.ptr + source->at, *got);
    source->at += *got;
    return PRSE_OK;
}

static inline prse__csv_source text_source_of(text_source *source)
{
    return (prse__csv_source){source, text_source_read};
}

#endif
