/* SPDX-License-Identifier: Apache-2.0 */
/* Names that strangers give to files. */
#ifndef PRSE_PORTAL_FILE_NAME_H
#define PRSE_PORTAL_FILE_NAME_H

#include "base/str.h"

enum { PRSE__FILE_NAME_MAX = 200 };

/* Appends a harmless name made from any bytes: one name without folders, UTF-8,
 * at most 200 bytes, that ends as files of the media type do. `type` is what
 * prse__media_type() found. */
void prse__file_name_clean(prse__buf *out, prse_str name, const char *type);

#endif
