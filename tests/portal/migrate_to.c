/* SPDX-License-Identifier: Apache-2.0 */
/* migrate-to ADDRESS VERSION: an empty store brought to an earlier version of
 * the portal's schema, as an earlier release would have made it. */
#include <stdio.h>
#include <stdlib.h>

#include "portailrse/portal.h"

int main(int count, char **words)
{
    prse_error err = {0};
    prse_store store;
    if (count != 3)
        return 2;
    prse_status status =
        prse_store_open(&store, prse_str_of(words[1]), NULL, &err);
    if (!status) {
        status = store.migrate(store.self, prse_portal_schema(), 0,
                               (uint32_t)atoi(words[2]), &err);
        store.free(store.self);
    }
    if (status)
        fprintf(stderr, "%s\n", err.message);
    return status != PRSE_OK;
}
