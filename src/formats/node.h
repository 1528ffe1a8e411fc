/* SPDX-License-Identifier: Apache-2.0 */
/* One tree for JSON and YAML documents: text with its place, uninterpreted.
 * The reader of a node decides the type ("no implicit types"). */
#ifndef PRSE_FORMATS_NODE_H
#define PRSE_FORMATS_NODE_H

#include "base/error.h"
#include "base/str.h"

typedef enum prse__node_kind {
    PRSE__NODE_PLAIN,  /* unquoted scalar: 50, true, null, -, 2026-11-23 */
    PRSE__NODE_QUOTED, /* quoted or block scalar; text is unescaped */
    PRSE__NODE_LIST,
    PRSE__NODE_MAP
} prse__node_kind;

typedef struct prse__node prse__node;
struct prse__node {
    prse__node_kind kind;
    int block;            /* YAML literal block scalar ("|") */
    uint32_t line, column; /* of the value, from 1 */
    uint32_t text_line, text_column; /* of the first character of text */
    uint32_t key_line, key_column; /* of its key inside a map, else 0 */
    prse_str key;         /* inside a map, else empty */
    prse_str text;        /* scalars */
    size_t count;         /* children of a list or map */
    prse__node *first;    /* children in document order */
    prse__node *next;
};

/* Child of a map by key; NULL when absent or not a map. */
const prse__node *prse__node_get(const prse__node *map, const char *key);
const prse__node *prse__node_find(const prse__node *map, prse_str key);
/* Child through a dotted path ("siege.code_pays_etranger", "results.0"). */
const prse__node *prse__node_path(const prse__node *root, prse_str path);
prse__place prse__node_place(const prse__node *node, const char *file);
/* Where the byte at `offset` of a scalar's text stands in the file. Exact for
 * literal blocks and for scalars on one line without escapes. */
prse__place prse__node_text_place(const prse__node *node, size_t offset,
                                  const char *file);

/* Limits of what is read; zero fields take the defaults. */
typedef struct prse__node_limits {
    size_t bytes; /* default 16 MiB */
    size_t depth; /* default 64 */
} prse__node_limits;

/* Both readers take at most 1,048,576 nodes: what a file of 16 MiB may cost in
 * memory stays bounded even when the arena has no limit. */

/* Strict JSON (RFC 8259): UTF-8 checked, duplicate keys and numbers of more
 * than 64 characters refused, numbers kept as written. Nodes and text live in
 * the arena. `file` (borrowed, kept nowhere) names the input in errors. */
prse_status prse__json_read(const prse__node **out, prse__arena *arena,
                            prse_str text, const char *file,
                            const prse__node_limits *limits, prse_error *err);

/* Strict YAML: one document, no anchors, aliases, tags, merge keys or
 * duplicate keys; keys are scalars. An empty scalar is PLAIN, without text. */
prse_status prse__yaml_read(const prse__node **out, prse__arena *arena,
                            prse_str text, const char *file,
                            const prse__node_limits *limits, prse_error *err);

#endif
