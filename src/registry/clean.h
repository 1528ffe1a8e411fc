/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a register's answer, cleaned one by one and copied to where they
 * stay. What is missing, null, masked or impossible becomes empty text. */
#ifndef PRSE_REGISTRY_CLEAN_H
#define PRSE_REGISTRY_CLEAN_H

#include "formats/node.h"
#include "portailrse/company.h"

typedef struct prse__clean {
    prse__arena *arena;
    int failed; /* memory ran out once; nothing is copied any more */
} prse__clean;

typedef prse_str prse__cleaner(prse__clean *clean, const prse__node *node);

/* Free text of people: on one line, without invisible characters. */
prse__cleaner prse__clean_name;
prse__cleaner prse__clean_code;  /* letters, digits and dots, as it stands */
prse__cleaner prse__clean_class; /* of headcount: two characters */
prse__cleaner prse__clean_year;
prse__cleaner prse__clean_day;   /* the day of a date or a timestamp */
prse__cleaner prse__clean_siren;
prse__cleaner prse__clean_siret;
prse__cleaner prse__clean_postcode; /* five digits, else nothing */
prse__cleaner prse__clean_country;  /* 99xyz */
prse__cleaner prse__clean_commune;
prse__cleaner prse__clean_department;
prse__cleaner prse__clean_yes_no;   /* O or N, also for true and false */
prse__cleaner prse__clean_amount;   /* a JSON number, digit for digit */

/* The text of a scalar, borrowed and not cleaned; empty for null, true, false,
 * lists and maps. */
prse_str prse__clean_raw(const prse__node *node);
/* The register hides a value here. */
int prse__clean_masked(const prse__node *node);
/* Blanks, controls, and marks that change the direction of what follows. */
int prse__clean_invisible(uint32_t code_point);
/* As prse__clean_name(), of text. */
prse_str prse__clean_text(prse__clean *clean, prse_str text);

/* A key of an answer and the text of a unit that it fills. */
typedef struct prse__clean_field {
    const char *key;
    size_t at; /* offsetof(prse_unit, ...) */
    prse__cleaner *how;
} prse__clean_field;

/* Fills texts of a unit that are still empty. The last field has no key. */
void prse__clean_fields(prse__clean *clean, prse_unit *unit,
                        const prse__node *from,
                        const prse__clean_field *fields);

#endif
