/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/model.h"

#include <unistd.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "portailrse/camembert.h"

enum { MOST_THREADS = 64 };

/* Of this machine, for each of so many processes. */
static uint32_t processors(uint32_t processes)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN) / (long)processes;
    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS
                                                : (uint32_t)count;
}

cli_exit cli_model_open(prse_classifier *out, const cli_context *cli,
                        uint32_t processes)
{
    const char *folder = cli_args_value(cli->args, OPTION_MODEL);
    const prse_camembert_options opts = {
        .size = sizeof opts, .threads = processors(processes),
        .small = cli_args_value(cli->args, OPTION_INT8) != NULL};
    prse_error err;
    prse_status status =
        folder ? prse_classifier_camembert(out, prse_str_of(folder), &opts,
                                           &err)
               : prse_classifier_esrs_lite(out, NULL, &err);
    return status ? cli_complain_error(&err) : CLI_OK;
}
