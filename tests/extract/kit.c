/* SPDX-License-Identifier: Apache-2.0 */
/* kit HELPERS LIBPDFIUM|-: the conformance kit of readers on one of ours. */
#include <stdio.h>
#include <string.h>

#include "portailrse/sys/extract.h"

static void tell(void *user, prse_str name, prse_str wrong)
{
    (void)user;
    printf("%s %.*s%s%.*s\n", wrong.len ? "WRONG" : "holds", (int)name.len,
           name.ptr, wrong.len ? ": " : "", (int)wrong.len, wrong.ptr);
}

int main(int argc, char **argv)
{
    prse_extract extract;
    prse_error err;
    prse_extract_program_options opts = {.size = sizeof opts};
    if (argc != 3)
        return 2;
    opts.helpers = prse_str_of(argv[1]);
    prse_status status =
        strcmp(argv[2], "-") == 0
            ? prse_extract_pdftotext(&extract, PRSE_STR(""), &opts, &err)
            : prse_extract_pdfium(&extract, prse_str_of(argv[2]), &opts,
                                  &err);
    if (!status) {
        status = prse_extract_kit(&extract, tell, NULL, &err);
        extract.free(extract.self);
    }
    if (status)
        fprintf(stderr, "%s\n", err.message);
    return status != PRSE_OK;
}
