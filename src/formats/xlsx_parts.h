/* SPDX-License-Identifier: Apache-2.0 */
/* Which parts of a workbook hold its sheet and its shared strings. */
#ifndef PRSE_FORMATS_XLSX_PARTS_H
#define PRSE_FORMATS_XLSX_PARTS_H

#include "formats/zip.h"

typedef struct prse__xlsx_parts {
    prse_str sheet;
    prse_str strings; /* empty: the workbook has none */
} prse__xlsx_parts;

/* Names live in the arena. `sheet` empty: the first one. */
prse_status prse__xlsx_find_parts(prse__xlsx_parts *parts, prse__zip *zip,
                                  prse_str sheet, prse__arena *arena,
                                  prse_error *err);

#endif
