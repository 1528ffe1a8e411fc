/* SPDX-License-Identifier: Apache-2.0 */
/* A build without SQLite. */
#include "base/error.h"
#include "portailrse/sys/store.h"

prse_status prse_store_sqlite(prse_store *out, prse_str path,
                              const prse_store_sqlite_options *opts,
                              prse_error *err)
{
    (void)out, (void)path, (void)opts;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no SQLite");
}
