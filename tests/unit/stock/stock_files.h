/* SPDX-License-Identifier: Apache-2.0 */
/* Small stock files for tests, and registers made of them. */
#ifndef PRSE_TESTS_STOCK_FILES_H
#define PRSE_TESTS_STOCK_FILES_H

#include "base/str.h"
#include "portailrse/register.h"
#include "support/folder.h"

/* Rows as "siren=005410220;nom=MARTIN": short names of columns, in any order;
 * "etat" stands for etatAdministratif..., all names are in stock_files.c.
 * NULL ends the list. A file in the folder under `name`. */
void stock_write_units(folder *f, const char *name, const char *const *rows);
void stock_write_seats(folder *f, const char *name, const char *const *rows);

/* Imports units.csv and, when it is there, seats.csv into reg.db. */
prse_status stock_import(folder *f, prse_error *err);
prse_status stock_update(folder *f, const char *units, const char *seats,
                         prse_error *err);
prse_register *stock_open(folder *f);
/* The unit of a SIREN; the texts live until prse_units_free(*held). */
prse_unit stock_find(prse_register *reg, const char *siren,
                     prse_units **held);

/* 1: two files are the same, byte for byte. */
int stock_same(const char *a, const char *b);
/* 1: the file holds this text somewhere. */
int stock_holds(const char *path, const char *text);

#endif
