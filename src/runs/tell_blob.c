/* SPDX-License-Identifier: Apache-2.0 */
#include "blob/blob.h"
#include "runs/deliver.h"

prse_status prse__tell_blob(const prse__telling *telling,
                            const prse_runs *runs, prse_error *err)
{
    prse_error own = {0};
    if (!runs->opts.blob)
        return prse__error_set(err, PRSE_EUNSUPPORTED, "blob",
                               "these runs were set up without it");
    prse_status status = prse__blob_remove(
        runs->opts.blob, telling->order.place, NULL, &own);
    if (status == PRSE_ENOTFOUND)
        return PRSE_OK;
    if (status && err)
        *err = own;
    return status;
}
