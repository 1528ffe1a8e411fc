/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of the plug that work on the whole store; `self` is a
 * prse__lite. */
#ifndef PRSE_STORE_SQLITE_SCHEMA_H
#define PRSE_STORE_SQLITE_SCHEMA_H

#include "portailrse/sys/store.h"

prse_status prse__lite_version(void *self, prse_str schema, uint32_t *version,
                               prse_error *err);
prse_status prse__lite_migrate(void *self, const prse_schema *schema,
                               uint32_t from, uint32_t to, prse_error *err);
prse_status prse__lite_check(void *self, prse_finding found, void *user,
                             prse_error *err);

#endif
