/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_BLOB_S3_OPTIONS_H
#define PRSE_BLOB_S3_OPTIONS_H

#include "blob_s3/s3.h"

/* Checks settings and copies them into the arena of s3; neither http nor clock.
 * PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE. The secret is in no error. */
prse_status prse__s3_settings(prse__s3 *s3, const prse_blob_s3_options *opts,
                              prse_error *err);

#endif
