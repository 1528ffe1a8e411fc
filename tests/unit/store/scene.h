/* SPDX-License-Identifier: Apache-2.0 */
/* A schema of three releases, and short ways to rows of it. */
#ifndef PRSE_TESTS_STORE_SCENE_H
#define PRSE_TESTS_STORE_SCENE_H

#include <string.h>

#include "portailrse/store.h"
#include "store/store.h"
#include "support/test.h"

/* Columns of `fiches`. */
enum {
    FICHE_ID,    /* key */
    FICHE_ANNEE, /* key */
    FICHE_NOM,
    FICHE_NOMBRE,
    FICHE_ACTIF,
    FICHE_JOUR,
    FICHE_INSTANT,
    FICHE_MONTANT,
    FICHE_FAITS,
    FICHE_OCTETS,
    FICHE_COLUMNS_V1,
    FICHE_ETAT = FICHE_COLUMNS_V1, /* since 2, required */
    FICHE_COLUMNS_V2,
    FICHE_RANG = FICHE_COLUMNS_V2, /* since 3, required */
    FICHE_NOTE,                    /* since 3 */
    FICHE_COLUMNS
};

/* Indexes of `fiches`. */
enum {
    PAR_NOM,    /* nom */
    PAR_NOMBRE, /* nombre, unique; until 3 */
    PAR_JOUR,   /* jour, actif, nombre; since 2 */
    PAR_ETAT    /* etat, nom, unique; since 3 */
};

extern const prse_schema scene_v1, scene_v2, scene_v3;

/* The collection `fiches` of the third release, and `taches`, since 3. */
extern const prse_collection *const scene_fiches, *const scene_taches;

typedef struct scene_fiche {
    prse_value values[FICHE_COLUMNS];
} scene_fiche;

/* Absent values but for the key, the state and the rank. */
scene_fiche scene_row(const char *id, int64_t year);
/* A store in memory at the third release. */
prse_store scene_store(void);
void scene_free(prse_store *store);
prse__tx scene_begin(const prse_store *store, uint32_t write);
void scene_commit(prse__tx *tx);
void scene_put(prse__tx *tx, const char *id, int64_t year, const char *name);
/* "a/1 b/2": the keys of a query's rows, in its order. */
const char *scene_keys(prse__tx *tx, const prse_query *query);
/* The keys of all rows, seen by a new reader. */
const char *scene_all(const prse_store *store);

#define SCENE_FAILS(call, expected) \
    do { \
        prse_error err_ = {0}, *err = &err_; \
        prse_status status_ = (call); \
        cr_assert_eq(status_, (expected), "%s, expected %s: %s", \
                     prse_status_name(status_), prse_status_name(expected), \
                     err->message); \
        cr_assert_eq(err->code, (int32_t)status_); \
        cr_assert_eq(err->message[0] != '\0', status_ != PRSE_OK); \
    } while (0)
#define SCENE_OK(call) SCENE_FAILS(call, PRSE_OK)

#endif
