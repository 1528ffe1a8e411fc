/* SPDX-License-Identifier: Apache-2.0 */
/* A model of the Hub comes into the cache, and is told. */
#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/hub_open.h"
#include "cli/json_string.h"
#include "cli/page.h"
#include "cli/work.h"

enum { HANG = 16, FILE_HANG = 30 };

/* --- What is told --- */

static void show_file(cli_page *page, const cli_context *cli,
                      const prse_hub_file *file)
{
    cli_buffer name = {0}, text = {0};
    cli_buffer_add(&name, file->name);
    cli_add_size(&text, cli, file->bytes);
    cli_page_item(page, 2, FILE_HANG, CLI_PLAIN, name.text,
                  cli_buffer_str(&text));
    cli_buffer_free(&name);
    cli_buffer_free(&text);
}

static void show(cli_output *out, const cli_context *cli,
                 const prse_hub_model *model, const prse_hub_model_info *info)
{
    cli_page page = cli_page_on(out);
    prse_hub_file file = {.size = sizeof file};
    cli_page_title(&page, info->repository);
    cli_page_item(&page, 2, HANG, CLI_BOLD, cli_text(cli, TEXT_MODEL_COMMIT),
                  info->commit);
    cli_page_item(&page, 2, HANG, CLI_BOLD, cli_text(cli, TEXT_MODEL_FOLDER),
                  info->folder);
    for (size_t i = 0; i < info->file_count; i++)
        if (prse_hub_model_file(model, i, &file, NULL) == PRSE_OK)
            show_file(&page, cli, &file);
}

static void add_json_file(cli_buffer *out, const prse_hub_file *file)
{
    cli_buffer_add_text(out, "{");
    cli_json_add_member(out, "name", file->name);
    cli_buffer_add_text(out, ", \"bytes\": ");
    cli_buffer_add_number(out, (int64_t)file->bytes);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "digest", file->digest);
    cli_buffer_add_text(out, "}");
}

static void write_json(cli_output *out, const prse_hub_model *model,
                       const prse_hub_model_info *info)
{
    cli_buffer json = {0};
    prse_hub_file file = {.size = sizeof file};
    cli_buffer_add_text(&json, "{");
    cli_json_add_member(&json, "repository", info->repository);
    cli_buffer_add_text(&json, ", ");
    cli_json_add_member(&json, "revision", info->revision);
    cli_buffer_add_text(&json, ", ");
    cli_json_add_member(&json, "commit", info->commit);
    cli_buffer_add_text(&json, ", ");
    cli_json_add_member(&json, "folder", info->folder);
    cli_buffer_add_text(&json, ", \"fetched\": ");
    cli_buffer_add_number(&json, (int64_t)info->fetched);
    cli_buffer_add_text(&json, ", \"files\": [");
    for (size_t i = 0; i < info->file_count; i++) {
        cli_buffer_add_text(&json, i > 0 ? ", " : "");
        if (prse_hub_model_file(model, i, &file, NULL) == PRSE_OK)
            add_json_file(&json, &file);
    }
    cli_buffer_add_text(&json, "]}\n");
    cli_output_write(out, cli_buffer_str(&json));
    cli_buffer_free(&json);
}

/* Who writes to a repository moves its branches. */
static void advise_commit(const cli_context *cli,
                          const prse_hub_model_info *info)
{
    prse_str values[] = {info->revision, info->repository, info->commit};
    if (info->revision.len != info->commit.len)
        cli_complain(cli, CLI_OK, TEXT_MODEL_PIN, values, 3);
}

static cli_exit tell(const cli_context *cli, const prse_hub_model *model,
                     size_t format)
{
    cli_output out;
    prse_error err;
    prse_hub_model_info info = {.size = sizeof info};
    if (prse_hub_model_get(model, &info, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    if (format == 1)
        write_json(&out, model, &info);
    else
        show(&out, cli, model, &info);
    advise_commit(cli, &info);
    return cli_output_close(&out, CLI_OK);
}

/* --- The work --- */

static cli_exit fetch(prse_hub_model **out, const cli_context *cli,
                      prse_hub *hub, const char *name)
{
    cli_work work;
    prse_error err = {0};
    cli_work_begin(&work, cli, 0);
    const prse_hub_watch watch = {.size = sizeof watch,
                                  .should_stop = work.given.should_stop,
                                  .progress = work.given.progress,
                                  .user = work.given.user};
    prse_str files = prse_str_of(cli_args_value(cli->args, OPTION_FILES));
    prse_status status =
        cli_args_value(cli->args, OPTION_OFFLINE)
            ? prse_hub_find(out, hub, prse_str_of(name), files, &err)
            : prse_hub_fetch(out, hub, prse_str_of(name), files, &watch,
                             &err);
    cli_work_pause(&work);
    return status ? cli_work_refuse(&work, &err, TEXT_MODEL_STOPPED)
                  : CLI_OK;
}

static cli_exit copy(const cli_context *cli, const prse_hub_model *model)
{
    prse_error err;
    const char *folder = cli_args_value(cli->args, OPTION_TO);
    if (folder &&
        prse_hub_model_copy(model, prse_str_of(folder), &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_run_model_get(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    const char *name = cli_args_operand(cli->args, 0);
    prse_hub *hub = NULL;
    prse_hub_model *model = NULL;
    size_t format;
    if (!name)
        return cli_complain(cli, CLI_USAGE, TEXT_MODEL_NO_NAME, NULL, 0);
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_hub_open(&hub, cli);
    if (code == CLI_OK)
        code = fetch(&model, cli, hub, name);
    if (code == CLI_OK)
        code = copy(cli, model);
    if (code == CLI_OK)
        code = tell(cli, model, format);
    prse_hub_model_free(model);
    prse_hub_free(hub);
    return code;
}
