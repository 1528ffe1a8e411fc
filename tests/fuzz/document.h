/* SPDX-License-Identifier: Apache-2.0 */
/* For the targets that read trees: what was read can be written and read. */
#ifndef PRSE_TESTS_FUZZ_DOCUMENT_H
#define PRSE_TESTS_FUZZ_DOCUMENT_H

#include "formats/json_writer.h"
#include "formats/node.h"
#include "fuzz/fuzz.h"

static inline void fuzz_write(prse__json *json, const prse__node *node)
{
    int map = node->kind == PRSE__NODE_MAP;
    if (!map && node->kind != PRSE__NODE_LIST) {
        prse__json_string(json, node->text);
        return;
    }
    prse__json_open(json, map ? '{' : '[');
    for (const prse__node *n = node->first; n; n = n->next) {
        if (map)
            prse__json_key(json, n->key);
        fuzz_write(json, n);
    }
    prse__json_close(json, map ? '}' : ']');
}

/* Written with every scalar as a string, so that YAML can be compared too. */
static inline void fuzz_round_trip(prse__arena *arena, const prse__node *node)
{
    prse__buf first, second;
    prse__json json;
    prse__buf_init(&first, 0);
    prse__buf_init(&second, 0);
    prse__json_init(&json, &first, 0);
    fuzz_write(&json, node);
    FUZZ_ASSERT(!first.failed);

    const prse__node *again = NULL;
    prse_error err = {0};
    prse_status status = prse__json_read(&again, arena, prse__buf_str(&first),
                                         "again", NULL, &err);
    FUZZ_ASSERT(status == PRSE_OK);
    prse__json_init(&json, &second, 0);
    fuzz_write(&json, again);
    FUZZ_ASSERT(fuzz_same(prse__buf_str(&first), prse__buf_str(&second)));
    prse__buf_free(&first);
    prse__buf_free(&second);
}

typedef prse_status fuzz_reader(const prse__node **out, prse__arena *arena,
                                prse_str text, const char *file,
                                const prse__node_limits *limits,
                                prse_error *err);

static inline void fuzz_read(fuzz_reader *reader, prse_str text)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__node *node = NULL;
    prse_error err = {0};
    prse_status status = reader(&node, arena, text, "fuzz", NULL, &err);
    fuzz_check(status, &err);
    if (status == PRSE_OK)
        fuzz_round_trip(arena, node);
    prse__arena_free(arena);
}

#endif
