/* SPDX-License-Identifier: Apache-2.0 */
/* Built without expat, which reads what a server answers. */
#include "base/error.h"
#include "portailrse/sys/blob.h"

prse_status prse_blob_s3(prse_blob *out, const prse_blob_s3_options *opts,
                         prse_error *err)
{
    (void)out, (void)opts;
    return prse__error_set(err, PRSE_EUNSUPPORTED, "S3",
                           "the library was built without expat");
}
