/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file files.h
 * Tables in Parquet and Arrow IPC files as Arrow streams: what the program
 * asks of portailrse-files.so, which it loads when it meets such a file.
 *
 * Each function returns 0, or -1 with the reason in `why`, a text of
 * PRSE_FILES_WHY bytes. What comes out of a file was checked: offsets,
 * letters and places in dictionaries lie within their buffers.
 */
#ifndef PRSE_FILES_FILES_H
#define PRSE_FILES_FILES_H

#include <stddef.h>
#include <stdint.h>

#include "portailrse/arrow.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    PRSE_FILES_VERSION = 1,
    PRSE_FILES_WHY = 512,
    PRSE_FILES_ROWS = 65536 /* of a block, at most */
};

typedef enum prse__files_format {
    PRSE_FILES_PARQUET,
    PRSE_FILES_IPC
} prse__files_format;

/* Where bytes go; returns 0, or an errno. */
typedef struct prse__files_sink {
    int (*write)(void *user, const void *bytes, size_t count);
    void *user;
} prse__files_sink;

typedef struct prse__files_writer prse__files_writer;

typedef struct prse__files {
    uint32_t version; /* PRSE_FILES_VERSION */
    /* The tables of a file, a block at a time; released by its callback. */
    int (*read)(struct ArrowArrayStream *out, const char *path,
                prse__files_format format, char *why);
    /* Takes the schema in every case. */
    int (*open)(prse__files_writer **out, struct ArrowSchema *schema,
                prse__files_format format, prse__files_sink sink, char *why);
    /* Takes the table in every case. */
    int (*write)(prse__files_writer *writer, struct ArrowArray *table,
                 char *why);
    /* Ends the file when `whole`; frees the writer in every case. */
    int (*close)(prse__files_writer *writer, int whole, char *why);
} prse__files;

/* The one symbol of the module. */
#define PRSE_FILES_SYMBOL "portailrse_files"

#ifdef __cplusplus
}
#endif

#endif
