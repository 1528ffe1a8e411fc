/* SPDX-License-Identifier: Apache-2.0 */
/* Failures of the library as errors of PostgreSQL. */
#include "extension.h"

#include <errno.h>
#include <miscadmin.h>

static const int STATES[] = {
    [PRSE_ENOMEM] = ERRCODE_OUT_OF_MEMORY,
    [PRSE_EINVAL] = ERRCODE_INVALID_PARAMETER_VALUE,
    [PRSE_ENOTFOUND] = ERRCODE_UNDEFINED_OBJECT,
    [PRSE_ELIMIT] = ERRCODE_PROGRAM_LIMIT_EXCEEDED,
    [PRSE_EPARSE] = ERRCODE_INVALID_TEXT_REPRESENTATION,
    [PRSE_ESCHEMA] = ERRCODE_INVALID_PARAMETER_VALUE,
    [PRSE_ERULE] = ERRCODE_CONFIG_FILE_ERROR,
    [PRSE_ETYPE] = ERRCODE_INVALID_TEXT_REPRESENTATION,
    [PRSE_EUNSUPPORTED] = ERRCODE_FEATURE_NOT_SUPPORTED,
    [PRSE_ECANCELED] = ERRCODE_QUERY_CANCELED,
};
enum { STATE_COUNT = sizeof STATES / sizeof *STATES };

static int state_of(prse_status status, const prse_error *err,
                    pgprse_matter matter)
{
    if (status == PRSE_EIO) {
        errno = err->sys_code;
        return err->sys_code ? 0 : ERRCODE_IO_ERROR;
    }
    int is_of_file = status == PRSE_EPARSE || status == PRSE_ESCHEMA ||
                     status == PRSE_ETYPE || status == PRSE_ENOTFOUND;
    if (matter == PGPRSE_PACK && is_of_file)
        return ERRCODE_CONFIG_FILE_ERROR;
    if (status == PRSE_ENOTFOUND && matter != PGPRSE_CALL)
        return ERRCODE_UNDEFINED_COLUMN;
    if (status == PRSE_ETYPE && matter == PGPRSE_COLUMN)
        return ERRCODE_DATATYPE_MISMATCH;
    int state = (size_t)status < STATE_COUNT ? STATES[status] : 0;
    return state ? state : ERRCODE_INTERNAL_ERROR;
}

static char *shown(const char *utf8)
{
    return pgprse_cstring_of(prse_str_of(utf8));
}

/* Where, and what about: "facts.yaml, line 12, column 5; effectif". */
static int tell_place(const prse_error *err)
{
    const char *subject = err->subject[0] ? shown(err->subject) : NULL;
    const char *gap = subject ? "; " : "";
    const char *file = err->file[0] ? shown(err->file) : "input";
    if (!subject)
        subject = "";
    if (err->line > 0)
        return errdetail("%s, line %u, column %u%s%s", file, err->line,
                         err->column, gap, subject);
    if (err->file[0])
        return errdetail("%s%s%s", file, gap, subject);
    return *subject ? errdetail("Concerned: %s", subject) : 0;
}

void pgprse_fail(prse_status status, const prse_error *err,
                 pgprse_matter matter)
{
    if (status == PRSE_ECANCELED)
        CHECK_FOR_INTERRUPTS(); /* which knows why */
    int state = state_of(status, err, matter);
    ereport(ERROR,
            (state ? errcode(state) : errcode_for_file_access(),
             errmsg("portailrse: %s", shown(err->message)),
             tell_place(err)));
    pg_unreachable();
}

void pgprse_check(prse_status status, const prse_error *err,
                  pgprse_matter matter)
{
    if (status != PRSE_OK)
        pgprse_fail(status, err, matter);
}
