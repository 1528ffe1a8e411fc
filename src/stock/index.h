/* SPDX-License-Identifier: Apache-2.0 */
/* The search index of a register: built from the table unite_legale, kept in
 * tables named recherche_*. See index_format.h for what is in them.
 *
 * Units are numbered by rank (open before ceased, larger before smaller), and
 * every word has the ascending list of the numbers of its units, so that the
 * best units of any combination of words come first and a search may stop
 * early. */
#ifndef PRSE_STOCK_INDEX_H
#define PRSE_STOCK_INDEX_H

#include "sqlite/database.h"

/* Whom a build tells how far it is, and who may stop it. NULL is legal, and so
 * are NULL functions. */
typedef struct prse__index_watch {
    int (*should_stop)(void *user); /* not 0: PRSE_ECANCELED */
    void (*progress)(void *user, uint64_t done, uint64_t total);
    void *user;
    uint64_t units; /* how many there are, about; 0: not known, no total. An
                       update knows. */
} prse__index_watch;

/* Makes the tables of the index, empty: part of making a register. */
prse_status prse__index_create(prse__db *db, prse_error *err);

/* Builds the index of all units from nothing, whatever was there. The caller
 * holds a transaction and rolls it back on failure. The same table gives the
 * same index, byte for byte. */
prse_status prse__index_build(prse__db *db, const prse__index_watch *watch,
                              prse_error *err);

/* Updates, in the caller's transaction: name every unit that was added,
 * replaced or removed, then update once. Changed units get an index of their
 * own beside the large one, until they are many and all is built again. */
prse_status prse__index_change(prse__db *db, int64_t siren, prse_error *err);
/* When nothing may be left of what a unit was called: the large part still
 * holds its words, so that the update builds all again. */
prse_status prse__index_forget(prse__db *db, prse_error *err);
prse_status prse__index_update(prse__db *db, const prse__index_watch *watch,
                               prse_error *err);

/* The prepared statements of a search on a connection; one thread at a time.
 * PRSE_ESCHEMA when there is no index, or of another version. */
typedef struct prse__index prse__index;

prse_status prse__index_open(prse__index **out, prse__db *db,
                             prse_error *err);
void prse__index_close(prse__index *index); /* NULL is legal */
/* Different words in the names of the units. */
uint64_t prse__index_words(const prse__index *index);

#endif
