/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a record: one object with one key, and in it what docs/services.md
 * says of every record. */
#ifndef PRSE_PLATFORMS_RECORD_H
#define PRSE_PLATFORMS_RECORD_H

#include "formats/json_writer.h"
#include "platforms/reading.h"

void prse__record_start(prse__json *json, prse__buf *to, const char *key,
                        prse_str siren);
/* etat, http, raison. */
void prse__record_outcome(prse__json *json, prse_outcome outcome,
                          const char *reason, const prse__answer *answer);
void prse__record_end(prse__json *json);
/* Adds a code to a record that has ended. */
void prse__record_append(prse__buf *record, const char *key,
                         const char *code);

void prse__record_open(prse__json *json, const char *key); /* an object */
void prse__record_close(prse__json *json);

/* Each writes null for a value that is not there. */
void prse__record_text(prse__json *json, const char *key,
                       const prse__node *node);
void prse__record_number(prse__json *json, const char *key,
                         const prse__node *node);
void prse__record_day(prse__json *json, const char *key,
                      const prse__node *node);
void prse__record_dec(prse__json *json, const char *key, prse__dec value);
void prse__record_date(prse__json *json, const char *key,
                       prse__date date);
void prse__record_code(prse__json *json, const char *key,
                       const char *code);
void prse__record_null(prse__json *json, const char *key);

#endif
