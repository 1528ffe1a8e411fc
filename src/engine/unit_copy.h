/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of a unit, and a unit that outlives the answers it was read
 * from. */
#ifndef PRSE_ENGINE_UNIT_COPY_H
#define PRSE_ENGINE_UNIT_COPY_H

#include "registry/units.h"

/* The texts of a unit, by their names. */
typedef struct prse__unit_text {
    const char *name;
    size_t at; /* offset in prse_unit */
} prse__unit_text;

enum { PRSE__UNIT_TEXTS = 23 };
extern const prse__unit_text prse__unit_texts[PRSE__UNIT_TEXTS];
prse_str prse__unit_text_get(const prse_unit *unit, size_t index);
void prse__unit_text_set(prse_unit *unit, size_t index, prse_str text);

/* Puts the unit at the end of a list, texts copied. */
prse_status prse__units_add(prse_units *units, const prse_unit *unit,
                            prse_error *err);

#endif
