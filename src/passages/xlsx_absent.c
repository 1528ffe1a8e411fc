/* SPDX-License-Identifier: Apache-2.0 */
#include "passages/xlsx.h"

prse_status prse__passages_workbook(const char *path,
                                    const prse_passages *passages,
                                    const prse_workbook_options *opts,
                                    time_t created, prse_error *err)
{
    (void)path;
    (void)passages;
    (void)opts;
    (void)created;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no libxlsxwriter; CSV is there");
}
