/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the pack reader share. A kind of map is a shape: a table of
 * keys, each with the function that reads its value. Unknown keys, missing keys
 * and wrong kinds are found in one place for all of them. */
#ifndef PRSE_RULES_READ_MAP_H
#define PRSE_RULES_READ_MAP_H

#include "rules/pack.h"

/* In the order in which they are read. */
typedef enum prse__section_kind {
    PRSE__SECTION_LAW,
    PRSE__SECTION_FACTS,
    PRSE__SECTION_THRESHOLDS,
    PRSE__SECTION_DEFINITIONS,
    PRSE__SECTION_FUNCTIONS,
    PRSE__SECTION_COHERENCE,
    PRSE__SECTION_OBLIGATIONS,
    PRSE__SECTION_SOURCES,
    PRSE__SECTION_DIFFERENCES,
    PRSE__SECTIONS
} prse__section_kind;

/* One thing of a section, which may be spread over files. */
typedef struct prse__entry {
    const prse__node *node;
    const char *file;
    prse_str id;
    prse__place place; /* of the id */
} prse__entry;

typedef struct prse__section {
    size_t count;
    prse__entry *entries;
    void *items; /* what they were read into */
} prse__section;

/* Ids in order, to find things by name. */
typedef struct prse__mark {
    prse_str id;
    prse__place place;
    const char *what; /* "a fact" */
    int kind;
    size_t index;
} prse__mark;

typedef struct prse__index {
    size_t count;
    prse__mark *marks;
} prse__index;

typedef struct prse__pack_reader {
    prse__arena *arena;
    prse_error *err;
    prse__pack_tree *pack;
    const char *file;    /* which is being read */
    const char *subject; /* id of the thing that is being read */
    prse__section sections[PRSE__SECTIONS];
    prse__index laws, names;
    struct prse__graph *graph;          /* who reads whom */
    size_t owner;                       /* in the graph */
    const prse__function *function;     /* whose parameters are in scope */
    const prse__source *source;         /* whose tables are in scope */
    const prse__obligation *obligation; /* whose outputs are in scope */
} prse__pack_reader;

typedef struct prse__key prse__key;
/* Reads a value into `to`, the item's field. */
typedef prse_status prse__key_read(prse__pack_reader *r,
                                   const prse__node *node,
                                   const prse__key *key, void *to);
struct prse__key {
    const char *name;
    prse__key_read *read;
    size_t offset; /* of the field in the item */
    int required;
    const void *extra; /* what `read` needs to know besides */
};

#define PRSE__NO_OFFSET SIZE_MAX

/* How the keys of a map of items are spelt. */
typedef enum prse__spelling {
    PRSE__SPELL_ID,   /* letters, digits, "_", "-" and "." */
    PRSE__SPELL_NAME, /* as FEEL reads it: letters, digits and "_" */
    PRSE__SPELL_FREE
} prse__spelling;

typedef struct prse__shape {
    const char *what; /* "a fact" */
    size_t size;
    const prse__key *keys; /* read in this order, however they are written */
    size_t key_count;
    const void *blank; /* the item before anything is read; NULL: zeros */
    size_t id, place;  /* offsets of these fields, or PRSE__NO_OFFSET */
    prse__spelling spelling;
    size_t most; /* items in one map or list; 0: no other bound */
    /* Looks at the item as a whole; may be NULL. */
    prse_status (*check)(prse__pack_reader *r, const prse__node *node,
                         void *item);
} prse__shape;

#define PRSE__KEYS(table) (table), sizeof(table) / sizeof *(table)

/* Fills an item from its map, or from an entry of a map of items. */
prse_status prse__read_item(prse__pack_reader *r, const prse__shape *shape,
                            const prse__node *node, void *item);

/* A map from id to item, and a list of items, into a count with a pointer
 * behind it. `extra` is the shape. */
prse__key_read prse__read_entries, prse__read_items;
/* Writes a count and the pointer behind it. */
void prse__set_many(void *to, size_t count, const void *items);
/* A key that was read before (sections of a file). */
prse__key_read prse__read_already;

/* --- Errors --- */

/* Memory ran out, or the arena's limit is met. */
prse_status prse__pack_nomem(prse__pack_reader *r);
/* "expected ..., found ..." at the node. */
prse_status prse__pack_unexpected(prse__pack_reader *r,
                                  const prse__node *node,
                                  const char *expected);
prse__place prse__key_place(const prse__pack_reader *r,
                            const prse__node *node);
prse_status prse__check_spelling(prse__pack_reader *r, prse_str id,
                                 prse__place at, prse__spelling spelling);

#endif
