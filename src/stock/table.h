/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a register's file, and a unit in them. See table.c. */
#ifndef PRSE_STOCK_TABLE_H
#define PRSE_STOCK_TABLE_H

#include "registry/unit.h"
#include "sqlite/database.h"

enum { PRSE__STOCK_VERSION = 1 }; /* of the file's form */

/* Makes the tables in an empty file, and marks it as a register. */
prse_status prse__stock_create(prse__db *db, prse_error *err);
/* PRSE_ESCHEMA when the file is no register, or of another version. */
prse_status prse__stock_check(prse__db *db, prse_str path, prse_error *err);

/* Adds or replaces a row: `?1` is the SIREN as a number. */
extern const char prse__stock_put_unit_sql[];
void prse__stock_bind_unit(prse__stmt *stmt, int64_t siren,
                           const prse_unit *unit, prse_str other_names);
extern const char prse__stock_put_seat_sql[];
void prse__stock_bind_seat(prse__stmt *stmt, int64_t siren,
                           const prse_unit *unit, prse_str signs);

/* One unit by SIREN, for prse__stock_read(). */
extern const char prse__stock_find_sql[];
/* *found 0: there is none. The statement is reset. */
prse_status prse__stock_read(prse__stmt *find, int64_t siren,
                             prse__arena *arena, prse__unit *out, int *found,
                             prse_error *err);

/* What the search index is made of, without ORDER BY or WHERE siren=?1:
 *  0 siren               4 departement           8 sigle
 *  1 ouverte             5 naf                   9 nom_usuel
 *  2 categorie_entreprise  6 categorie_juridique  10 autres_noms
 *  3 tranche_effectif    7 denomination         11 enseignes of the seat
 * 12 naf25. Columns 10 and 11: several names with '|' between them. */
extern const char prse__stock_search_sql[];

/* "012345678" or shorter as a number, -1 when a character is no digit. */
int64_t prse__stock_number(prse_str digits);
/* "2026-11-23" as 20261123. */
int64_t prse__stock_day(prse_str day);
/* The other way round; empty for 0. */
prse_str prse__stock_day_text(char to[12], int64_t day);

#endif
