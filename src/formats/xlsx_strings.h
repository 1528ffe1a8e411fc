/* SPDX-License-Identifier: Apache-2.0 */
/* The strings that the cells of a workbook share. */
#ifndef PRSE_FORMATS_XLSX_STRINGS_H
#define PRSE_FORMATS_XLSX_STRINGS_H

#include "formats/xlsx.h"

typedef struct prse__xlsx_strings {
    prse__arena *arena;
    prse_str *items;
    size_t count, room;
} prse__xlsx_strings;

/* Zeroed by the caller, who frees it after a failure too. */
prse_status prse__xlsx_strings_read(prse__xlsx_strings *strings,
                                    prse__zip *zip, prse_str part,
                                    const prse__xlsx_limits *limits,
                                    prse_error *err);
void prse__xlsx_strings_free(prse__xlsx_strings *strings);

#endif
