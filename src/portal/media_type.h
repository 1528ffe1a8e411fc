/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is, by its content. */
#ifndef PRSE_PORTAL_MEDIA_TYPE_H
#define PRSE_PORTAL_MEDIA_TYPE_H

#include "base/str.h"

enum { PRSE__MEDIA_TYPE_FIRST = 4096 };

/* The media type of a file of which `first` is the beginning, up to 4 KiB of
 * it; static. What is not known, or runs, is application/octet-stream. */
const char *prse__media_type(prse_str first);

#endif
