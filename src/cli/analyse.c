/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/analyse.h"

#include <errno.h>
#include <string.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/days.h"
#include "cli/input.h"
#include "cli/model.h"
#include "cli/stop.h"
#include "cli/work.h"

enum { AS_TEXT, AS_JSON, AS_CSV, AS_XLSX, AS_EXISTING, FORMATS };

/* --- The file, as the library reads it */

static prse_status read_bytes(void *user, uint64_t offset, void *to,
                              size_t room, prse_error *err)
{
    const cli_buffer *bytes = user;
    (void)err;
    memcpy(to, bytes->text + offset, room);
    return PRSE_OK;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* --- Progress */

static void tell(void *user, prse_analysis_stage stage, uint64_t done,
                 uint64_t total)
{
    static const char *const stages[] = {
        [PRSE_ANALYSIS_READING] = "lecture",
        [PRSE_ANALYSIS_CLASSIFYING] = "classement"};
    cli_work *work = user;
    work->given.progress(work, prse_str_of(stages[stage]), done, total);
}

static cli_exit analyse(prse_passages *passages, const cli_context *cli,
                        const prse_classifier *classifier, const char *path)
{
    cli_buffer bytes = {0};
    cli_work work;
    prse_error err = {0};
    cli_exit code = cli_input_read(&bytes, cli, path);
    if (code != CLI_OK)
        return code;
    const prse_blob_source source = {.size = sizeof source,
                                     .bytes = bytes.len,
                                     .user = &bytes, .read = read_bytes};
    cli_work_begin(&work, cli, 2);
    const prse_analysis_options opts = {
        .size = sizeof opts, .name = prse_str_of(base_name(path)),
        .classifier = classifier,
        .should_stop = cli_stop_wanted, .progress = tell, .user = &work};
    if (prse_passages_analyse(passages, &source, &opts, &err) != PRSE_OK) {
        if (!err.file[0])
            strncat(err.file, base_name(path), sizeof err.file - 1);
        code = cli_work_refuse(&work, &err, TEXT_ANALYSE_STOPPED);
    }
    cli_work_pause(&work);
    cli_buffer_free(&bytes);
    return code;
}

/* --- The result */

static prse_status write_bytes(void *user, prse_str bytes, prse_error *err)
{
    cli_output *out = user;
    (void)err;
    cli_output_write(out, bytes);
    return PRSE_OK;
}

static cli_exit write_workbook(cli_output *out, const cli_context *cli,
                               const prse_passages *passages)
{
    const prse_workbook_options opts = {.size = sizeof opts,
                                        .lang = (int32_t)cli->lang,
                                        .all = 1};
    prse_error err;
    if (prse_passages_xlsx(passages, &opts, write_bytes, out, &err))
        return cli_complain_error(&err);
    return CLI_OK;
}

static cli_exit write_text(cli_output *out, const cli_context *cli,
                           const prse_passages *passages,
                           prse_passages_format format)
{
    prse_text *text;
    prse_error err;
    if (prse_passages_write(&text, passages, format, cli->lang, &err))
        return cli_complain_error(&err);
    cli_output_write(out, prse_text_str(text));
    if (format != PRSE_PASSAGES_CSV)
        cli_output_write(out, PRSE_STR("\n"));
    prse_text_free(text);
    return CLI_OK;
}

static cli_exit write_result(cli_output *out, const cli_context *cli,
                             const prse_passages *passages, size_t format)
{
    switch (format) {
    case AS_JSON: return write_text(out, cli, passages, PRSE_PASSAGES_JSON);
    case AS_CSV: return write_text(out, cli, passages, PRSE_PASSAGES_CSV);
    case AS_EXISTING:
        return write_text(out, cli, passages, PRSE_PASSAGES_EXISTING);
    case AS_XLSX: return write_workbook(out, cli, passages);
    default: return cli_analyse_page(out, cli, passages);
    }
}

static cli_exit give(const cli_context *cli, const prse_passages *passages,
                     size_t format)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    code = write_result(&out, cli, passages, format);
    return code == CLI_OK ? cli_output_close(&out, code)
                          : cli_output_drop(&out, code);
}

static cli_exit analyse_all(prse_passages *passages, const cli_context *cli,
                            const prse_classifier *classifier)
{
    const char *path = cli_args_operand(cli->args, 0);
    cli_exit code = CLI_OK;
    if (!path)
        return cli_complain(cli, CLI_USAGE, TEXT_ANALYSE_NO_FILE, NULL, 0);
    for (size_t i = 0; path && code == CLI_OK; i++) {
        code = analyse(passages, cli, classifier, path);
        path = cli_args_operand(cli->args, i + 1);
    }
    return code;
}

cli_exit cli_run_analyse(const cli_context *cli)
{
    static const char *const formats[FORMATS] = {"text", "json", "csv",
                                                 "xlsx", "existing"};
    prse_passages *passages = NULL;
    prse_classifier classifier = {.size = 0};
    prse_error err;
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, FORMATS);
    if (code == CLI_OK && prse_passages_new(&passages, &err))
        code = cli_complain_error(&err);
    if (code == CLI_OK)
        code = cli_model_open(&classifier, cli, 1);
    if (code == CLI_OK)
        code = analyse_all(passages, cli, &classifier);
    if (code == CLI_OK)
        code = give(cli, passages, format);
    prse_classifier_drop(&classifier);
    prse_passages_free(passages);
    return code;
}
