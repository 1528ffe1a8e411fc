/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a model can be used, and what it is. */
#include <stdio.h>
#include <sys/resource.h>

#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/json_string.h"
#include "cli/model.h"
#include "cli/page.h"
#include "portailrse/camembert.h"

enum { HANG = 16 };

/* What is told of a folder. */
typedef struct checked {
    const cli_context *cli;
    prse_str folder;
    prse_camembert_report report;
    cli_buffer page, json; /* the findings, as both formats have them */
} checked;

static void note(void *user, prse_str text)
{
    checked *it = user;
    cli_buffer_add_text(&it->page, "- ");
    cli_harmless(&it->page, text);
    cli_buffer_add_char(&it->page, '\n');
    cli_buffer_add_text(&it->json, it->json.len > 0 ? ", " : "");
    cli_json_add_string(&it->json, text);
}

/* The most that the program has taken so far. */
static uint64_t memory(void)
{
    struct rusage used = {0};
    getrusage(RUSAGE_SELF, &used);
    return (uint64_t)used.ru_maxrss * 1024;
}

static uint64_t per_second(const prse_camembert_report *report)
{
    return report->took_ms > 0
               ? (uint64_t)(report->sentences * 1e3 / report->took_ms)
               : 0;
}

/* --- For people --- */

enum { VALUES = 4 };

/* A line whose values are counts. */
static void show_counts(cli_page *page, const cli_context *cli,
                        cli_text_id label, cli_text_id words,
                        const uint64_t counts[VALUES])
{
    cli_buffer text = {0}, numbers[VALUES] = {{0}, {0}, {0}, {0}};
    prse_str values[VALUES];
    for (size_t i = 0; i < VALUES; i++) {
        cli_add_count(&numbers[i], cli, counts[i]);
        values[i] = cli_buffer_str(&numbers[i]);
    }
    cli_add_words(&text, cli, words, values, VALUES);
    cli_page_item(page, 2, HANG, CLI_BOLD, cli_text(cli, label),
                  cli_buffer_str(&text));
    cli_buffer_free(&text);
    for (size_t i = 0; i < VALUES; i++)
        cli_buffer_free(&numbers[i]);
}

/* A count, then a size. */
static void show_size(cli_page *page, const cli_context *cli,
                      cli_text_id label, cli_text_id words, uint64_t count,
                      uint64_t bytes)
{
    cli_buffer text = {0}, number = {0}, size = {0};
    cli_add_count(&number, cli, count);
    cli_add_size(&size, cli, bytes);
    prse_str values[] = {cli_buffer_str(&number), cli_buffer_str(&size)};
    cli_add_words(&text, cli, words, values, 2);
    cli_page_item(page, 2, HANG, CLI_BOLD, cli_text(cli, label),
                  cli_buffer_str(&text));
    cli_buffer_free(&text);
    cli_buffer_free(&number);
    cli_buffer_free(&size);
}

static void show_weights(cli_page *page, const checked *it)
{
    const cli_context *cli = it->cli;
    const prse_camembert_report *r = &it->report;
    cli_page_item(page, 2, HANG, CLI_BOLD, cli_text(cli, TEXT_MODEL_HEAD),
                  prse_str_of(cli_text(cli, r->stock_head
                                                ? TEXT_MODEL_HEAD_STOCK
                                                : TEXT_MODEL_HEAD_OWN)));
    show_size(page, cli, TEXT_MODEL_WEIGHTS, TEXT_MODEL_NUMBERS, r->numbers,
              r->bytes);
    show_counts(page, cli, TEXT_MODEL_LABELS,
                r->esrs_count ? TEXT_MODEL_TOPICS : TEXT_MODEL_NO_TOPIC,
                (uint64_t[]){r->label_count, r->esrs_count, 0, 0});
}

static void show_trial(cli_page *page, const checked *it)
{
    const cli_context *cli = it->cli;
    const prse_camembert_report *r = &it->report;
    show_counts(page, cli, TEXT_MODEL_NETWORK, TEXT_MODEL_SIZES,
                (uint64_t[]){r->layers, r->hidden, r->heads, r->tokens});
    show_counts(page, cli, TEXT_MODEL_WORDS, TEXT_MODEL_PIECES,
                (uint64_t[]){r->vocabulary, r->pieces, 0, 0});
    if (r->sentences > 0)
        show_size(page, cli, TEXT_MODEL_TRIAL, TEXT_MODEL_SPEED,
                  per_second(r), memory());
    cli_page_item(page, 2, HANG, CLI_BOLD, cli_text(cli, TEXT_MODEL_DIGEST),
                  prse_str_of(r->digest));
}

static void show_verdict(cli_page *page, const checked *it)
{
    cli_buffer count = {0}, line = {0};
    uint32_t findings = it->report.findings;
    cli_add_count(&count, it->cli, findings);
    prse_str values[] = {it->folder, cli_buffer_str(&count)};
    cli_add_words(&line, it->cli,
                  findings == 0   ? TEXT_CHECK_GOOD
                  : findings == 1 ? TEXT_CHECK_FINDING
                                  : TEXT_CHECK_FINDINGS, values, 2);
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&count);
    cli_buffer_free(&line);
}

static void show(cli_output *out, const checked *it)
{
    cli_page page = cli_page_on(out);
    if (it->report.label_count > 0)
        show_weights(&page, it);
    if (it->report.digest[0])
        show_trial(&page, it);
    cli_output_write(out, cli_buffer_str(&it->page));
    show_verdict(&page, it);
}

/* --- For programs --- */

static void add_number(cli_buffer *json, const char *name, uint64_t value)
{
    cli_buffer_add_text(json, ", \"");
    cli_buffer_add_text(json, name);
    cli_buffer_add_text(json, "\": ");
    cli_buffer_add_number(json, (int64_t)value);
}

static void add_numbers(cli_buffer *json, const prse_camembert_report *r)
{
    const struct {
        const char *name;
        uint64_t value;
    } all[] = {{"layers", r->layers}, {"hidden", r->hidden},
               {"heads", r->heads}, {"vocabulary", r->vocabulary},
               {"pieces", r->pieces}, {"tokens", r->tokens},
               {"labels", r->label_count}, {"esrs_labels", r->esrs_count},
               {"numbers", r->numbers}, {"bytes", r->bytes},
               {"sentences_per_second", per_second(r)},
               {"memory_bytes", memory()}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        add_number(json, all[i].name, all[i].value);
}

static void write_json(cli_output *out, const checked *it)
{
    cli_buffer json = {0};
    const prse_camembert_report *r = &it->report;
    cli_buffer_add_text(&json, "{");
    cli_json_add_member(&json, "folder", it->folder);
    cli_buffer_add_text(&json, r->findings ? ", \"usable\": false"
                                           : ", \"usable\": true");
    cli_buffer_add_text(&json, ", \"findings\": [");
    cli_buffer_add(&json, cli_buffer_str(&it->json));
    cli_buffer_add_text(&json, "], ");
    cli_json_add_member(&json, "head", !r->label_count ? PRSE_STR("")
                                       : r->stock_head
                                           ? PRSE_STR("huggingface")
                                           : PRSE_STR("existing"));
    cli_buffer_add_text(&json, ", ");
    cli_json_add_member(&json, "digest", prse_str_of(r->digest));
    add_numbers(&json, r);
    cli_buffer_add_text(&json, "}\n");
    cli_output_write(out, cli_buffer_str(&json));
    cli_buffer_free(&json);
}

/* --- The check --- */

static cli_exit report(const checked *it, size_t format)
{
    cli_output out;
    cli_exit code =
        cli_output_open(&out, cli_args_value(it->cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    if (format == 1)
        write_json(&out, it);
    else
        show(&out, it);
    return cli_output_close(&out, it->report.findings ? CLI_FINDINGS
                                                      : CLI_OK);
}

static cli_exit check(const cli_context *cli, const cli_buffer *folder,
                      size_t format)
{
    prse_error err;
    checked it = {.cli = cli, .folder = cli_buffer_str(folder),
                  .report = {.size = sizeof it.report}};
    const prse_camembert_options opts = cli_model_options(cli, 1);
    prse_status status = prse_camembert_check(&it.report, it.folder, &opts,
                                              note, &it, &err);
    cli_exit code = status ? cli_complain_error(&err) : report(&it, format);
    cli_buffer_free(&it.page);
    cli_buffer_free(&it.json);
    return code;
}

cli_exit cli_run_model_check(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    const char *name = cli_args_operand(cli->args, 0);
    cli_buffer folder = {0};
    size_t format;
    if (!name)
        return cli_complain(cli, CLI_USAGE, TEXT_MODEL_NO_NAME, NULL, 0);
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_model_folder(&folder, cli, name);
    if (code == CLI_OK)
        code = check(cli, &folder, format);
    cli_buffer_free(&folder);
    return code;
}
