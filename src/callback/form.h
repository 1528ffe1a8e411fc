/* SPDX-License-Identifier: Apache-2.0 */
/* Forms: application/x-www-form-urlencoded. */
#ifndef PRSE_CALLBACK_FORM_H
#define PRSE_CALLBACK_FORM_H

#include "base/error.h"
#include "base/str.h"

/* Borrowed from the arena. A status other than PRSE_OK ends the reading. */
typedef prse_status (*prse__form_field)(void *user, prse_str name,
                                        prse_str value, prse_error *err);

/* Tells each field, decoded. What is not plainly a form is refused: a pair
 * without "=", "%" without two digits, a character that has to be escaped, text
 * that is no UTF-8. PRSE_EPARSE, PRSE_ELIMIT (more than 16 fields). */
prse_status prse__form_read(prse__arena *arena, prse_str body,
                            prse__form_field field, void *user,
                            prse_error *err);
/* Appends `name=value`, and "&" before it when there is something. */
void prse__form_add(prse__buf *out, const char *name, prse_str value);

#endif
