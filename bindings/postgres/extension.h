/* SPDX-License-Identifier: Apache-2.0 */
/* What all files of the extension share. Nothing of PostgreSQL that may leave
 * by a jump is called while the library works: callbacks only look at flags,
 * and failures are told once the library has returned. */
#ifndef PGPRSE_EXTENSION_H
#define PGPRSE_EXTENSION_H

#include <postgres.h>

#include <fmgr.h>
#include <utils/date.h>

#include <portailrse/batch.h>

/* What a failure is about; it decides which SQLSTATE is right. */
typedef enum pgprse_matter {
    PGPRSE_PACK,    /* loading a pack */
    PGPRSE_COMPANY, /* values of a company */
    PGPRSE_COLUMN,  /* names and types of columns */
    PGPRSE_CALL     /* anything else */
} pgprse_matter;

/* Raises the error of a call of the library. */
void pgprse_fail(prse_status status, const prse_error *err,
                 pgprse_matter matter) pg_attribute_noreturn();
/* The same unless the call succeeded. */
void pgprse_check(prse_status status, const prse_error *err,
                  pgprse_matter matter);

/* Settings. */
extern char *pgprse_pack_path;
extern int pgprse_other_columns;
enum { PGPRSE_REFUSE_OTHERS, PGPRSE_IGNORE_OTHERS };

/* Texts in the encoding of the database, which need not be UTF-8. */
prse_str pgprse_to_utf8(const char *text, size_t length);
text *pgprse_text_of(prse_str utf8);
char *pgprse_cstring_of(prse_str utf8);

#endif
