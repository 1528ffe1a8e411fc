/* SPDX-License-Identifier: Apache-2.0 */
/* The public file of EGAPRO, made anew every day: a declaration a row, as an
 * .xlsx workbook or as its twin in CSV. Streamed. */
#ifndef PRSE_PLATFORMS_EGAPRO_FILE_H
#define PRSE_PLATFORMS_EGAPRO_FILE_H

#include "base/error.h"
#include "base/str.h"

/* Notes in the order of the file. */
typedef enum prse__egapro_note {
    PRSE__NOTE_REMUNERATIONS,
    PRSE__NOTE_AUGMENTATIONS,
    PRSE__NOTE_PROMOTIONS,
    PRSE__NOTE_AUGMENTATIONS_ET_PROMOTIONS,
    PRSE__NOTE_CONGES_MATERNITE,
    PRSE__NOTE_HAUTES_REMUNERATIONS,
    PRSE__NOTE_INDEX,
    PRSE__NOTES
} prse__egapro_note;

enum {
    /* Empty: the indicator does not apply to a company of this size. */
    PRSE__NOTE_NONE = -1,
    /* "NC": not calculable, or 0, which the file does not tell apart. */
    PRSE__NOTE_UNKNOWN = -2
};

/* Text is borrowed until the row function returns. */
typedef struct prse__egapro_row {
    int32_t year;              /* of the data */
    char siren[10];            /* nine digits, NUL */
    int32_t notes[PRSE__NOTES]; /* 0..100, or one of the above */
    prse_str structure;        /* "Entreprise", "Unité Economique ..." */
    prse_str tranche;          /* "50:250", "251:999", "1000:", or as it is */
    prse_str name;
    prse_str group;            /* of the UES */
    prse_str group_members;
    prse_str region;           /* a label, as the département and country */
    prse_str department;
    prse_str country;
    prse_str naf;
    uint32_t line;             /* of the file, from 1 */
    uint64_t read, size;       /* bytes: progress; size 0: not known */
} prse__egapro_row;

typedef prse_status (*prse__egapro_row_fn)(void *user,
                                           const prse__egapro_row *row,
                                           prse_error *err);

typedef struct prse__egapro_file_counts {
    uint64_t rows;     /* handed over */
    uint64_t rejected; /* without a SIREN, a year, or with another note */
    uint32_t first_rejected; /* line; 0: none */
} prse__egapro_file_counts;

/* PRSE_ENOTFOUND (no such file), PRSE_EIO, PRSE_ESCHEMA (columns are missing),
 * PRSE_EPARSE, PRSE_ELIMIT, PRSE_EUNSUPPORTED (a workbook without libzip),
 * PRSE_ENOMEM, or what the row function answers. counts may be NULL, and are
 * filled after failures too. */
prse_status prse__egapro_file_read(const char *path, prse__egapro_row_fn row,
                                   void *user,
                                   prse__egapro_file_counts *counts,
                                   prse_error *err);

#endif
