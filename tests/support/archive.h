/* SPDX-License-Identifier: Apache-2.0 */
/* Archives for tests, made in memory by libzip. */
#ifndef PRSE_TESTS_SUPPORT_ARCHIVE_H
#define PRSE_TESTS_SUPPORT_ARCHIVE_H

#include "base/str.h"

typedef struct prse_test_part {
    const char *name;
    prse_str text;
} prse_test_part;

/* Release with free(); ptr is NULL when libzip refused. */
prse_str prse_test_archive(const prse_test_part *parts, size_t count);

/* Writes bytes to a new file of the folder for temporary files; its path,
 * release with free(). NULL on failure. */
char *prse_test_file(prse_str bytes);

#endif
