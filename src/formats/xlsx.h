/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the cells of one sheet of an .xlsx workbook, streamed row by row.
 * Values are text as the file writes it: a number stays in its own notation,
 * a date is its serial number, a formula its last result. What a workbook may
 * hide (entities, huge cells, missing parts) is refused.
 *
 * Built without libzip or expat, everything answers PRSE_EUNSUPPORTED. */
#ifndef PRSE_FORMATS_XLSX_H
#define PRSE_FORMATS_XLSX_H

#include "formats/zip.h"

/* Zero fields take the defaults. Past one: PRSE_ELIMIT. */
typedef struct prse__xlsx_limits {
    uint64_t part_bytes;   /* a part once unpacked; default 2 GiB */
    uint64_t shared_bytes; /* all shared strings; default 256 MiB */
    uint32_t columns;      /* a row; default and most 16,384 */
    uint32_t cell_bytes;   /* a cell; default 1 MiB */
} prse__xlsx_limits;

typedef struct prse__xlsx_row {
    uint32_t number;       /* from 1, of the sheet; rows may be missing */
    const prse_str *cells; /* column A first; an absent cell is empty */
    size_t count;          /* up to the last cell that is written */
    uint64_t read, size;   /* bytes of the sheet: progress */
} prse__xlsx_row;

/* Borrowed until it returns; a status other than PRSE_OK ends the reading and
 * is handed on with its error. */
typedef prse_status (*prse__xlsx_row_fn)(void *user,
                                         const prse__xlsx_row *row,
                                         prse_error *err);

/* `sheet` is a name (exact) or empty: the first. PRSE_ENOTFOUND: no such
 * sheet; PRSE_ESCHEMA: an archive, but no workbook; PRSE_EPARSE: damaged.
 * limits may be NULL. */
prse_status prse__xlsx_read(prse__zip *zip, prse_str sheet,
                            const prse__xlsx_limits *limits,
                            prse__xlsx_row_fn row, void *user,
                            prse_error *err);

#endif
