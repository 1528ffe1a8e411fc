/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/model.h"

#include <string.h>
#include <unistd.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/hub_open.h"
#include "cli/input.h"
#include "cli/outside.h"
#include "portailrse/endpoint.h"
#include "portailrse/onnx.h"

enum { MOST_THREADS = 64 };

/* Of this machine, for each of so many processes. */
static uint32_t processors(uint32_t processes)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN) / (long)processes;
    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS
                                                : (uint32_t)count;
}

prse_camembert_options cli_model_options(const cli_context *cli,
                                         uint32_t processes)
{
    return (prse_camembert_options){
        .size = sizeof(prse_camembert_options),
        .threads = processors(processes),
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
                            prse_str folder, uint32_t processes)
{
    prse_error err;
    const prse_camembert_options opts = cli_model_options(cli, processes);
    if (prse_classifier_camembert(out, folder, &opts, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

/* Weights that were exported alone, or a library that was named. */
static int wants_onnx(const cli_context *cli, const cli_buffer *folder)
{
    cli_buffer path = {0};
    cli_buffer_add(&path, cli_buffer_str(folder));
    cli_buffer_add_text(&path, "/model.safetensors");
    int has_weights = access(path.text, F_OK) == 0;
    cli_buffer_clear(&path);
    cli_buffer_add(&path, cli_buffer_str(folder));
    cli_buffer_add_text(&path, "/model.onnx");
    int has_graph = access(path.text, F_OK) == 0;
    cli_buffer_free(&path);
    return cli_args_value(cli->args, OPTION_ONNXRUNTIME) ||
           (has_graph && !has_weights);
}

static cli_exit open_onnx(prse_classifier *out, const cli_context *cli,
                          prse_str folder, uint32_t processes)
{
    prse_error err;
    const prse_onnx_options opts = {
        .size = sizeof opts, .threads = processors(processes),
        .library = prse_str_of(cli_args_value(cli->args,
                                              OPTION_ONNXRUNTIME))};
    if (prse_classifier_onnx(out, folder, &opts, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

static cli_exit open_endpoint_with(prse_classifier *out,
                                   const cli_context *cli, const char *url,
                                   const cli_buffer *token,
                                   const cli_buffer *labels)
{
    prse_error err;
    const prse_endpoint_options opts = {
        .size = sizeof opts, .behind_proxy = cli_outside_has_proxy(),
        .token = cli_buffer_str(token), .labels = cli_buffer_str(labels),
        .networks = cli_outside_networks(cli)};
    if (prse_classifier_endpoint(out, prse_str_of(url), &opts, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

static cli_exit open_endpoint(prse_classifier *out, const cli_context *cli,
                              const char *url)
{
    const char *path = cli_args_value(cli->args, OPTION_LABELS);
    cli_buffer token = {0}, labels = {0};
    cli_exit code = cli_outside_token(&token, cli);
    if (code == CLI_OK && path)
        code = cli_input_read(&labels, cli, path);
    if (code == CLI_OK)
        code = open_endpoint_with(out, cli, url, &token, &labels);
    cli_buffer_free(&token);
    cli_buffer_free(&labels);
    return code;
}

static int is_address(const char *name)
{
    return strncmp(name, "https://", 8) == 0 ||
           strncmp(name, "http://", 7) == 0;
}

cli_exit cli_model_folder(cli_buffer *out, const cli_context *cli,
                          const char *name)
{
    if (cli_hub_is_name(name))
        return cli_hub_find(out, cli, name);
    cli_buffer_add_text(out, name);
    return CLI_OK;
}

cli_exit cli_model_open(prse_classifier *out, const cli_context *cli,
                        uint32_t processes)
{
    const char *name = cli_args_value(cli->args, OPTION_MODEL);
    cli_buffer folder = {0};
    if (!name)
        return open_lite(out);
    if (is_address(name))
        return open_endpoint(out, cli, name);
    cli_exit code = cli_model_folder(&folder, cli, name);
    if (code == CLI_OK)
        code = (wants_onnx(cli, &folder) ? open_onnx : open_folder)(
            out, cli, cli_buffer_str(&folder), processes);
    cli_buffer_free(&folder);
    return code;
}
