/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of JSON and of YAML share: limits, places, new nodes. */
#ifndef PRSE_FORMATS_READER_H
#define PRSE_FORMATS_READER_H

#include "formats/node.h"

typedef struct prse__reader {
    prse__arena *arena;
    prse_str text;
    const char *file;
    size_t depth; /* most nested lists and maps */
    size_t nodes; /* made so far */
    prse_error *err;
} prse__reader;

/* A place in the text that only moves forward, so that finding the places of
 * all nodes in document order is one pass. */
typedef struct prse__cursor {
    size_t pos;
    uint32_t line, column;
} prse__cursor;

/* Takes the defaults, checks the size and the UTF-8 of reader->text. */
prse_status prse__reader_start(prse__reader *reader,
                               const prse__node_limits *limits);
void prse__cursor_start(prse__cursor *cursor);
void prse__cursor_move(prse__cursor *cursor, prse_str text, size_t pos);
prse__place prse__reader_place(const prse__reader *reader, size_t pos);
prse_status prse__reader_fail(const prse__reader *reader, size_t pos,
                              const char *message);
/* The input nests deeper than reader->depth. */
prse_status prse__reader_too_deep(const prse__reader *reader, prse__place at);
prse_status prse__reader_node(prse__reader *reader, prse__node **out);
prse_status prse__reader_copy(const prse__reader *reader, prse_str *out,
                              prse_str text);
/* PRSE_EPARSE when a map has a key twice. */
prse_status prse__reader_unique(const prse__reader *reader,
                                const prse__node *map);

#endif
