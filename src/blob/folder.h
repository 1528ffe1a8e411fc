/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of the folder of blobs, a "shelf".
 *
 * A key's segments are folders, its last one a file. Each of these names is
 * told apart by its end, which no key can have, so that "a" and "a/b" stand
 * beside each other and names stay below what a disk allows:
 *   a+   the folder of the keys "a/..."
 *   x~   the folder of what goes on after the first 200 bytes x of a segment
 *   a    the blob itself ("a=" where a is empty or begins with a dot, as the
 *        rest of a segment may)
 * Beside them are ".part", where blobs are written before they get their name,
 * and ".quota", where the sum of all lengths is kept under a lock.
 *
 * Paths are walked name by name with openat() and O_NOFOLLOW. */
#ifndef PRSE_BLOB_FOLDER_H
#define PRSE_BLOB_FOLDER_H

#include <stdatomic.h>

#include "blob/blob.h"

enum { PRSE__SHELF_NAME = 204, PRSE__SHELF_SPLIT = 200 };

typedef struct prse__shelf {
    int root;
    int32_t durability;
    uint64_t quota; /* 0: none */
    atomic_int_least64_t swept_ms;
    atomic_int_least64_t counted_ms;
} prse__shelf;

/* Where a key leads. */
typedef struct prse__shelf_place {
    int folder;                   /* -1: closed */
    char name[PRSE__SHELF_NAME];  /* in it */
} prse__shelf_place;

/* The next name of a key, of which *rest is what is left. 1: a folder; 0: the
 * last one. */
int prse__shelf_next(prse_str *rest, char name[PRSE__SHELF_NAME]);
typedef enum prse__shelf_kind {
    PRSE__SHELF_ODD, /* no name of ours */
    PRSE__SHELF_BLOB,
    PRSE__SHELF_FOLDER,
    PRSE__SHELF_GOES_ON
} prse__shelf_kind;
/* The text that a name stands for, without the "/" of a folder; `first`: at
 * the beginning of a segment. */
prse__shelf_kind prse__shelf_text(prse_str *text, const char *name, int first);

/* Opens the folder of a key, or of a prefix. PRSE_ENOTFOUND unless `make`. */
prse_status prse__shelf_open(prse__shelf_place *out, const prse__shelf *shelf,
                             prse_str key, int make, prse_error *err);
void prse__shelf_close(prse__shelf_place *place);
/* Opens a folder inside another one; -1 and errno. */
int prse__shelf_enter(int folder, const char *name);
/* What a system call's failure means: PRSE_ELIMIT where there is no room. */
prse_status prse__shelf_fail(int number, const char *name, const char *what,
                             prse_error *err);
/* PRSE_EIO: a link or a thing of another kind stands where a blob should. */
prse_status prse__shelf_foreign(const char *name, prse_error *err);
/* Length and time of the blob at a place. PRSE_ENOTFOUND. */
prse_status prse__shelf_look(const prse__shelf_place *place,
                             prse_blob_info *out, prse_error *err);
/* Removes the folders on the way to a key that are empty now. */
void prse__shelf_prune(const prse__shelf *shelf, prse_str key);

/* The count of all bytes, held: others wait. */
typedef struct prse__shelf_count {
    int file; /* -1: nobody counts */
    uint64_t used;
} prse__shelf_count;
prse_status prse__shelf_count_hold(prse__shelf_count *out, prse__shelf *shelf,
                                   const prse__blob_watch *watch,
                                   prse_error *err);
void prse__shelf_count_release(prse__shelf_count *count);
/* Counts anew: when the shelf is opened. */
prse_status prse__shelf_count_all(prse__shelf_count *count,
                                  prse__shelf *shelf, prse_error *err);
/* May `less` bytes be replaced by `more`? PRSE_ELIMIT. */
prse_status prse__shelf_count_allow(prse__shelf_count *count,
                                    prse__shelf *shelf, uint64_t less,
                                    uint64_t more, prse_error *err);
prse_status prse__shelf_count_keep(prse__shelf_count *count, uint64_t used,
                                   prse_error *err);

/* Opens ".part"; -1 and errno. */
int prse__shelf_parts(const prse__shelf *shelf);
/* Removes what killed processes left there; not more often than every hour. */
void prse__shelf_sweep(prse__shelf *shelf);

/* The functions of the plug. */
prse_status prse__shelf_put(void *self, prse_str key,
                            const prse_blob_source *source,
                            const prse_blob_options *opts, prse_error *err);
prse_status prse__shelf_get(void *self, prse_str key, uint64_t offset,
                            uint64_t length, prse_blob_sink sink, void *user,
                            const prse_blob_options *opts, prse_error *err);
prse_status prse__shelf_stat(void *self, prse_str key, prse_blob_info *out,
                             const prse_blob_options *opts, prse_error *err);
prse_status prse__shelf_remove(void *self, prse_str key,
                               const prse_blob_options *opts,
                               prse_error *err);
prse_status prse__shelf_list(void *self, prse_str prefix,
                             prse_blob_found found, void *user,
                             const prse_blob_options *opts, prse_error *err);

#endif
