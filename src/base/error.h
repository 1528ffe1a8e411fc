/* SPDX-License-Identifier: Apache-2.0 */
/* Filling a caller's prse_error. Every function returns the status it was
 * given, so that a failure is one line: return prse__error_set(err, ...). */
#ifndef PRSE_BASE_ERROR_H
#define PRSE_BASE_ERROR_H

#include "portailrse/base.h"

/* Where in an input something is: line and column from 1, 0 when unknown. */
typedef struct prse__place {
    const char *file;
    uint32_t line;
    uint32_t column;
} prse__place;

/* Fills err (when not NULL). `subject` may be NULL. */
prse_status prse__error_set(prse_error *err, prse_status code,
                            const char *subject, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with a place in an input. */
prse_status prse__error_at(prse_error *err, prse_status code, prse__place at,
                           const char *subject, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* PRSE_ENOMEM with its fixed message. */
prse_status prse__error_nomem(prse_error *err);

/* Copies text into a fixed char array without cutting a UTF-8 sequence. */
void prse__error_copy(char *to, size_t size, prse_str text);

#endif
