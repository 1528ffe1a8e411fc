/* SPDX-License-Identifier: Apache-2.0 */
/* Structs that begin with their size and only grow at their end. */
#ifndef PRSE_BASE_OPTIONS_H
#define PRSE_BASE_OPTIONS_H

#include "base/error.h"

/* Copies a caller's options over zeros. NULL: all default. PRSE_EABI when the
 * caller's struct is longer and its unknown tail is not zero. */
prse_status prse__options_read(void *own, size_t size, const void *given,
                               const char *what, prse_error *err);

/* Copies a result into a caller's struct of the size that it announced. */
prse_status prse__struct_give(void *out, const void *own, size_t size,
                              prse_error *err);

#endif
