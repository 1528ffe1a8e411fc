/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/model.h"

#include <unistd.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/hub_open.h"

enum { MOST_THREADS = 64 };

static uint32_t processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS
                                                : (uint32_t)count;
}

prse_camembert_options cli_model_options(const cli_context *cli)
{
    return (prse_camembert_options){
        .size = sizeof(prse_camembert_options), .threads = processors(),
        .small = cli_args_value(cli->args, OPTION_INT8) != NULL};
}

static cli_exit open_lite(prse_classifier *out)
{
    prse_error err;
    if (prse_classifier_esrs_lite(out, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

static cli_exit open_folder(prse_classifier *out, const cli_context *cli,
                            prse_str folder)
{
    prse_error err;
    const prse_camembert_options opts = cli_model_options(cli);
    if (prse_classifier_camembert(out, folder, &opts, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_model_folder(cli_buffer *out, const cli_context *cli,
                          const char *name)
{
    if (cli_hub_is_name(name))
        return cli_hub_find(out, cli, name);
    cli_buffer_add_text(out, name);
    return CLI_OK;
}

cli_exit cli_model_open(prse_classifier *out, const cli_context *cli)
{
    const char *name = cli_args_value(cli->args, OPTION_MODEL);
    cli_buffer folder = {0};
    if (!name)
        return open_lite(out);
    cli_exit code = cli_model_folder(&folder, cli, name);
    if (code == CLI_OK)
        code = open_folder(out, cli, cli_buffer_str(&folder));
    cli_buffer_free(&folder);
    return code;
}
