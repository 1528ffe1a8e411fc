/* SPDX-License-Identifier: Apache-2.0 */
/* Streaming JSON into a buffer: commas, quoting and indentation are its
 * business, order is the caller's. */
#ifndef PRSE_FORMATS_JSON_WRITER_H
#define PRSE_FORMATS_JSON_WRITER_H

#include "base/str.h"

typedef struct prse__json {
    prse__buf *buf;
    int indent;    /* 0: compact (canonical); else spaces a level */
    int depth;
    uint64_t seen; /* a bit a level: something was written there */
    int after_key;
} prse__json;

void prse__json_init(prse__json *json, prse__buf *buf, int indent);
void prse__json_open(prse__json *json, char bracket);  /* '{' or '[' */
void prse__json_close(prse__json *json, char bracket); /* '}' or ']' */
void prse__json_key(prse__json *json, prse_str key);
void prse__json_string(prse__json *json, prse_str text);
/* A literal as it stands: a number, true, null. */
void prse__json_raw(prse__json *json, prse_str literal);
void prse__json_int(prse__json *json, int64_t value);
void prse__json_bool(prse__json *json, int value);
void prse__json_null(prse__json *json);
/* key + value in one call */
void prse__json_put(prse__json *json, const char *key, prse_str text);
void prse__json_put_int(prse__json *json, const char *key, int64_t value);
void prse__json_put_bool(prse__json *json, const char *key, int value);

#endif
