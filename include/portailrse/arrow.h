/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file arrow.h
 * The structs of the Arrow C Data and C Stream interfaces, as Apache Arrow
 * defines them: a table, or a stream of tables, handed from one library to
 * another within a process without a copy. Their guards are those of the
 * definition, so that several libraries may each bring the same structs.
 *
 * Whoever gets a struct releases it once, by its release callback; a struct
 * whose release is NULL was released, or moved to another owner.
 */
#ifndef PORTAILRSE_ARROW_H
#define PORTAILRSE_ARROW_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
/** Whoever came first has defined the structs. */
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1 /**< The order has a meaning. */
#define ARROW_FLAG_NULLABLE 2           /**< Values may be absent. */
#define ARROW_FLAG_MAP_KEYS_SORTED 4    /**< Keys of maps are sorted. */

/** What an array is of: its type, name and children. */
struct ArrowSchema {
    const char *format;   /**< Type, for instance "l" or "tdD". */
    const char *name;     /**< Of the column; may be NULL. */
    const char *metadata; /**< Keys and values; may be NULL. */
    int64_t flags;        /**< ARROW_FLAG_... */
    int64_t n_children;   /**< Columns of a struct. */
    struct ArrowSchema **children; /**< Their types. */
    struct ArrowSchema *dictionary; /**< Type of the values, or NULL. */
    void (*release)(struct ArrowSchema *); /**< NULL: released, or moved. */
    void *private_data; /**< The producer's. */
};

/** The values of a column, or of a table (a struct array). */
struct ArrowArray {
    int64_t length;     /**< Rows. */
    int64_t null_count; /**< -1: not counted. */
    int64_t offset;     /**< Rows before the first one. */
    int64_t n_buffers; /**< Buffers of this type. */
    int64_t n_children; /**< Columns of a struct. */
    const void **buffers; /**< The values. */
    struct ArrowArray **children; /**< The columns. */
    struct ArrowArray *dictionary; /**< Values, or NULL. */
    void (*release)(struct ArrowArray *); /**< NULL: released, or moved. */
    void *private_data; /**< The producer's. */
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
/** Whoever came first has defined the struct. */
#define ARROW_C_STREAM_INTERFACE

/** Arrays of one schema, one after the other. */
struct ArrowArrayStream {
    /** 0, or an errno. */
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    /** 0, or an errno; at the end *out is released. */
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    /** What went wrong in the last call that failed; may be NULL. */
    const char *(*get_last_error)(struct ArrowArrayStream *);
    /** NULL: released, or moved. */
    void (*release)(struct ArrowArrayStream *);
    void *private_data; /**< The producer's. */
};

#endif

#ifdef __cplusplus
}
#endif

#endif
