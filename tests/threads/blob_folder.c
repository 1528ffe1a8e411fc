/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit of blob stores, with its threads, on a folder that has a
 * quota. */
#include <stdio.h>
#include <stdlib.h>

#include "portailrse/sys/blob.h"

static void told(void *user, prse_str name, prse_str wrong)
{
    (void)user;
    if (wrong.len > 0)
        fprintf(stderr, "%.*s: %.*s\n", (int)name.len, name.ptr,
                (int)wrong.len, wrong.ptr);
}

int main(void)
{
    char path[] = "/tmp/prse-threads-XXXXXX", command[80];
    prse_blob blob;
    prse_error err = {0};
    prse_blob_folder_options opts = {.size = sizeof opts,
                                     .durability = PRSE_NOT_FLUSHED,
                                     .quota = UINT64_C(1) << 40};
    if (!mkdtemp(path) ||
        prse_blob_folder(&blob, prse_str_of(path), &opts, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    prse_status status = prse_blob_kit(&blob, told, NULL, &err);
    blob.free(blob.self);
    snprintf(command, sizeof command, "rm -rf '%s'", path);
    return system(command) != 0 || status != PRSE_OK;
}
