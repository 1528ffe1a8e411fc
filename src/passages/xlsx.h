/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_PASSAGES_XLSX_H
#define PRSE_PASSAGES_XLSX_H

#include <time.h>

#include "passages/passages.h"

/* Writes the workbook to a file that is there already. */
prse_status prse__passages_workbook(const char *path,
                                    const prse_passages *passages,
                                    const prse_workbook_options *opts,
                                    time_t created, prse_error *err);

#endif
