/* SPDX-License-Identifier: Apache-2.0 */
/* One store into another, compared afterwards. */
#ifndef PRSE_CLI_STORE_COPY_H
#define PRSE_CLI_STORE_COPY_H

#include "cli/page.h"
#include "cli/store_open.h"
#include "cli/work.h"

typedef struct cli_copy {
    cli_store from, to;
    cli_work work;
    prse_text *digest; /* of the copy */
    int moved;         /* others wrote to the source meanwhile: the digest is
                        * of a moment of which nothing else tells */
    uint64_t rows;
} cli_copy;

/* Both open, and work begun with CLI_COPY_STEPS. Complains when it fails, or
 * when the two differ. */
cli_exit cli_copy_run(cli_copy *copy);
uint32_t cli_copy_steps(void);
/* What was done: "{0} to {1}: {2} rows in {3}", and the digest. */
cli_exit cli_copy_show(const cli_copy *copy, cli_text_id done, prse_str to);
void cli_copy_close(cli_copy *copy);

#endif
