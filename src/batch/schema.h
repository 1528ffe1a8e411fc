/* SPDX-License-Identifier: Apache-2.0 */
/* Arrow schemas that we give away. Each owns its texts and children and is
 * released by its callback; one that could not be made is left released. */
#ifndef PRSE_BATCH_SCHEMA_H
#define PRSE_BATCH_SCHEMA_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/arrow.h"

enum { PRSE__ARROW_DEPTH = 32 }; /* levels of nested types */

/* A struct with room for fields, which are released until they are made. */
prse_status prse__schema_struct(struct ArrowSchema *out, size_t fields,
                                prse_error *err);
/* A field that may be null. */
prse_status prse__schema_field(struct ArrowSchema *out, const char *format,
                               prse_str name, prse_error *err);
/* The same over a dictionary of utf8. */
prse_status prse__schema_words(struct ArrowSchema *out, prse_str name,
                               prse_error *err);
/* A copy of somebody's schema, which is not trusted. */
prse_status prse__schema_copy(struct ArrowSchema *out,
                              const struct ArrowSchema *from, prse_error *err);

/* The name of a field; never NULL. */
const char *prse__schema_name(const struct ArrowSchema *schema);

#endif
