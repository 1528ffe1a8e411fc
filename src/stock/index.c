/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index.h"

#include "stock/index_part.h"
#include "stock/table.h"

enum {
    CHANGED_MOST = 8, /* one unit of so many, else all is built again */
    FORGET = -1       /* among the changed units: the same */
};

prse_status prse__index_create(prse__db *db, prse_error *err)
{
    return prse__db_run(
        db,
        "CREATE TABLE recherche_partie(partie INTEGER PRIMARY KEY,"
        " version INTEGER NOT NULL, unites INTEGER NOT NULL,"
        " ouvertes INTEGER NOT NULL, bits INTEGER NOT NULL,"
        " mots INTEGER NOT NULL) STRICT;"
        "CREATE TABLE recherche_rang(cle INTEGER PRIMARY KEY,"
        " sirens BLOB NOT NULL) STRICT;"
        "CREATE TABLE recherche_nom(cle INTEGER PRIMARY KEY,"
        " noms BLOB NOT NULL) STRICT;"
        "CREATE TABLE recherche_mot(partie INTEGER NOT NULL,"
        " texte TEXT NOT NULL, unites INTEGER NOT NULL, numero INTEGER,"
        " liste BLOB, PRIMARY KEY(partie, texte)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE recherche_bloc(cle INTEGER PRIMARY KEY,"
        " liste BLOB NOT NULL) STRICT;"
        "CREATE TABLE recherche_change(siren INTEGER PRIMARY KEY) STRICT",
        err);
}

static prse_status build_part(prse__db *db, int part, const char *where,
                              const prse__index_watch *watch, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, prse__stock_search_sql);
    prse__buf_adds(&sql, where);
    prse_status status = sql.failed
                             ? prse__error_nomem(err)
                             : prse__index_part_build(db, part, sql.ptr,
                                                      watch, err);
    prse__buf_free(&sql);
    return status;
}

prse_status prse__index_build(prse__db *db, const prse__index_watch *watch,
                              prse_error *err)
{
    return build_part(db, 0, " ORDER BY siren", watch, err);
}

prse_status prse__index_change(prse__db *db, int64_t siren, prse_error *err)
{
    prse__stmt *add = NULL;
    prse_status status = prse__db_prepare(
        &add, db, "INSERT OR IGNORE INTO recherche_change VALUES(?1)", err);
    if (status)
        return status;
    prse__stmt_bind_int(add, 1, siren);
    status = prse__stmt_run(add, err);
    prse__stmt_free(add);
    return status;
}

prse_status prse__index_forget(prse__db *db, prse_error *err)
{
    return prse__index_change(db, FORGET, err);
}

/* Whether all must be built again: too many units are changed for a part of
 * their own, or one must be forgotten. *units: of how many units a part is to
 * be built. */
static prse_status count_changed(prse__db *db, int *many, uint64_t *units,
                                 prse_error *err)
{
    prse__stmt *count = NULL;
    int row = 0;
    prse_status status = prse__db_prepare(
        &count, db,
        "SELECT (SELECT count(*) FROM recherche_change),"
        " coalesce((SELECT unites FROM recherche_partie WHERE partie=0),0),"
        " EXISTS (SELECT 1 FROM recherche_change WHERE siren=?1)",
        err);
    if (status)
        return status;
    prse__stmt_bind_int(count, 1, FORGET);
    status = prse__stmt_step(count, &row, err);
    if (row) {
        int64_t changed = prse__stmt_int(count, 0);
        int64_t known = prse__stmt_int(count, 1);
        *many = changed * CHANGED_MOST > known || prse__stmt_int(count, 2);
        *units = (uint64_t)(*many && known > changed ? known : changed);
    }
    prse__stmt_free(count);
    return status;
}

prse_status prse__index_update(prse__db *db, const prse__index_watch *watch,
                               prse_error *err)
{
    prse__index_watch own = watch ? *watch : (prse__index_watch){0};
    int many = 0;
    prse_status status = count_changed(db, &many, &own.units, err);
    if (status)
        return status;
    if (many)
        return prse__index_build(db, &own, err);
    return build_part(db, 1,
                      " WHERE siren IN (SELECT siren FROM recherche_change)"
                      " ORDER BY siren", &own, err);
}
