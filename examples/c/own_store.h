/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OWN_STORE_H
#define OWN_STORE_H

#include <portailrse/sys/store.h>

/* An empty store in an ordered list. The caller calls its free(), or gives it
 * away. */
prse_status own_store(prse_store *out, prse_error *err);

#endif
