/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of EGAPRO's public file out of cells: columns go by their headings,
 * whose accents, case and order do not matter. */
#ifndef PRSE_PLATFORMS_EGAPRO_COLUMNS_H
#define PRSE_PLATFORMS_EGAPRO_COLUMNS_H

#include "platforms/egapro_file.h"

enum { PRSE__EGAPRO_COLUMNS = 18 };

typedef struct prse__egapro_columns {
    size_t at[PRSE__EGAPRO_COLUMNS]; /* position + 1; 0: not in the file */
} prse__egapro_columns;

/* PRSE_ESCHEMA names the columns that are missing or twice there. */
prse_status prse__egapro_columns_find(prse__egapro_columns *columns,
                                      const prse_str *cells, size_t count,
                                      const char *file, prse_error *err);
/* 0: the row has no company, no year or a note that is none. */
int prse__egapro_columns_row(prse__egapro_row *row,
                             const prse__egapro_columns *columns,
                             const prse_str *cells, size_t count);

#endif
