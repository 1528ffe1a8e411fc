/* SPDX-License-Identifier: Apache-2.0 */
/* Small files as a whole. */
#ifndef PRSE_HTTP_FILE_H
#define PRSE_HTTP_FILE_H

#include "base/error.h"
#include "base/str.h"

/* PRSE_ENOTFOUND, PRSE_ELIMIT, PRSE_EIO, PRSE_ENOMEM. */
prse_status prse__file_read(prse__buf *out, const char *path, size_t limit,
                            prse_error *err);
/* Readers see the old file or the new one, never a part. */
prse_status prse__file_write(const char *path, prse_str bytes,
                             prse_error *err);
/* A path from outside: not empty, without NUL. The caller frees it. */
prse_status prse__folder_path(char **out, prse_str folder, prse_error *err);
prse_status prse__folder_make(const char *path, prse_error *err);
prse_status prse__folder_check(const char *path, prse_error *err);

#endif
