/* SPDX-License-Identifier: Apache-2.0 */
/* A folder of blobs of a test's own, and what is put into it. */
#ifndef PRSE_TESTS_UNIT_BLOB_SHELF_H
#define PRSE_TESTS_UNIT_BLOB_SHELF_H

#include "blob/blob.h"

typedef struct shelf {
    char path[64];
    char file[1200]; /* of the last shelf_file() */
    prse_blob blob;
} shelf;

/* Not flushed; no quota. */
void shelf_make(shelf *s);
void shelf_make_with(shelf *s, const prse_blob_folder_options *opts);
/* Opens it once more, into *out. */
prse_status shelf_again(prse_blob *out, shelf *s,
                        const prse_blob_folder_options *opts,
                        prse_error *err);
void shelf_drop(shelf *s);
const char *shelf_file(shelf *s, const char *name); /* valid until the next */
void remove_tree(const char *path);

prse_status put_text(const prse_blob *blob, const char *key, const char *text,
                     prse_error *err);
/* `bytes` times 'x'. */
prse_status put_many(const prse_blob *blob, const char *key, size_t bytes,
                     prse_error *err);
/* The blob as a C string, "(none)" when it is not there; static. */
const char *get_text(const prse_blob *blob, const char *key);
/* All keys, each with a blank after it; static. */
const char *keys_of(const prse_blob *blob, const char *prefix);
/* Entries of ".part". */
int parts_of(shelf *s);

#endif
