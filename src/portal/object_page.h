/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of `objets` in the order of their keys, some at a time, each lot in
 * a transaction of its own: for walking beside a list of blobs. */
#ifndef PRSE_PORTAL_OBJECT_PAGE_H
#define PRSE_PORTAL_OBJECT_PAGE_H

#include "portal/document.h"

typedef struct prse__objects {
    prse_session *session;
    prse_records *lot;
    size_t at;
    int ended; /* no further lot */
    char after[PRSE__BLOB_KEY_ROOM]; /* last key of the lots so far */
} prse__objects;

typedef struct prse__object {
    prse_str key; /* borrowed until the next one; empty: the end */
    int64_t bytes;
    int needed; /* a document has it */
} prse__object;

prse_status prse__objects_open(prse__objects *objects, prse_session *session,
                               prse_error *err);
void prse__objects_close(prse__objects *objects);
/* The one that is next; stays until prse__objects_move(). */
prse_status prse__objects_look(prse__objects *objects, prse__object *out,
                               prse_error *err);
void prse__objects_move(prse__objects *objects);

#endif
