/* SPDX-License-Identifier: Apache-2.0 */
/* The formats of columns that can be read. */
#ifndef PRSE_BATCH_FORMAT_H
#define PRSE_BATCH_FORMAT_H

#include <stddef.h>
#include <stdint.h>

typedef enum prse__arrow_kind {
    PRSE__ARROW_NULL,
    PRSE__ARROW_BOOLEAN,
    PRSE__ARROW_INT,
    PRSE__ARROW_UINT,
    PRSE__ARROW_FLOAT,
    PRSE__ARROW_DECIMAL,
    PRSE__ARROW_DATE, /* and timestamps without a time zone */
    PRSE__ARROW_TEXT, /* offsets of `bytes` bytes */
    PRSE__ARROW_VIEW  /* texts of 16 bytes that hold or point to the text */
} prse__arrow_kind;

typedef struct prse__arrow_type {
    prse__arrow_kind kind;
    uint32_t bytes;  /* of a value, or of an offset */
    int32_t scale;   /* of a decimal: digits after the point */
    int64_t per_day; /* of a date: units in a day */
} prse__arrow_type;

/* 0: not a format that can be read. */
int prse__arrow_type_read(prse__arrow_type *out, const char *format);
/* The buffers of an array of a type; views may have more. */
int64_t prse__arrow_type_buffers(const prse__arrow_type *type);

#endif
