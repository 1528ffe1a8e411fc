/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody who misspelt a name may have meant. */
#ifndef PGPRSE_NEAREST_H
#define PGPRSE_NEAREST_H

#include "packs.h"

/* NULL: nothing is near. */
const char *pgprse_nearest_fact(const pgprse_pack *pack, const char *name);
const char *pgprse_nearest_obligation(const pgprse_pack *pack,
                                      const char *name);

#endif
