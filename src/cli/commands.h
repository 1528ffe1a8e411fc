/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of the program: one file each. */
#ifndef PRSE_CLI_COMMANDS_H
#define PRSE_CLI_COMMANDS_H

#include "cli/options.h"

struct cli_command {
    const char *name; /* one word, or two: "pack check" */
    cli_exit (*run)(const cli_context *cli);
    const cli_option_id *options; /* CLI_TAKES() them, beside lang and help */
    uint32_t most_operands;
    cli_text_id operands; /* as the usage line shows them */
    cli_text_id summary;
};

enum { CLI_ANY_NUMBER = 1000000 };

size_t cli_command_count(void);
const cli_command *cli_command_at(size_t index);
/* The command that the first words name, and how many words its name takes;
 * NULL when there is none. */
const cli_command *cli_command_find(int count, char **words, int *taken);

int cli_command_takes(const cli_command *command, cli_option_id option);

cli_exit cli_run_analyse(const cli_context *cli);
cli_exit cli_run_analytics_schema(const cli_context *cli);
cli_exit cli_run_analytics_sync(const cli_context *cli);
cli_exit cli_run_ask(const cli_context *cli);
cli_exit cli_run_batch(const cli_context *cli);
cli_exit cli_run_blob_check(const cli_context *cli);
cli_exit cli_run_calendar(const cli_context *cli);
cli_exit cli_run_call(const cli_context *cli);
cli_exit cli_run_classify(const cli_context *cli);
cli_exit cli_run_company(const cli_context *cli);
cli_exit cli_run_dashboard(const cli_context *cli);
cli_exit cli_run_diagnose(const cli_context *cli);
cli_exit cli_run_doctor(const cli_context *cli);
cli_exit cli_run_egapro(const cli_context *cli);
cli_exit cli_run_facts(const cli_context *cli);
cli_exit cli_run_help(const cli_context *cli);
cli_exit cli_run_jobs_cancel(const cli_context *cli);
cli_exit cli_run_jobs_list(const cli_context *cli);
cli_exit cli_run_jobs_retry(const cli_context *cli);
cli_exit cli_run_jobs_show(const cli_context *cli);
cli_exit cli_run_jobs_tidy(const cli_context *cli);
cli_exit cli_run_model_check(const cli_context *cli);
cli_exit cli_run_model_get(const cli_context *cli);
cli_exit cli_run_pack_check(const cli_context *cli);
cli_exit cli_run_pack_diff(const cli_context *cli);
cli_exit cli_run_pack_doc(const cli_context *cli);
cli_exit cli_run_pack_format(const cli_context *cli);
cli_exit cli_run_pack_graph(const cli_context *cli);
cli_exit cli_run_pack_test(const cli_context *cli);
cli_exit cli_run_population(const cli_context *cli);
cli_exit cli_run_receipt_key(const cli_context *cli);
cli_exit cli_run_receipt_make(const cli_context *cli);
cli_exit cli_run_receipt_show(const cli_context *cli);
cli_exit cli_run_receipt_verify(const cli_context *cli);
cli_exit cli_run_reform(const cli_context *cli);
cli_exit cli_run_register_egapro(const cli_context *cli);
cli_exit cli_run_register_import(const cli_context *cli);
cli_exit cli_run_register_search(const cli_context *cli);
cli_exit cli_run_register_stat(const cli_context *cli);
cli_exit cli_run_register_update(const cli_context *cli);
cli_exit cli_run_search(const cli_context *cli);
cli_exit cli_run_store_backup(const cli_context *cli);
cli_exit cli_run_store_check(const cli_context *cli);
cli_exit cli_run_store_copy(const cli_context *cli);
cli_exit cli_run_store_export(const cli_context *cli);
cli_exit cli_run_store_forget(const cli_context *cli);
cli_exit cli_run_store_init(const cli_context *cli);
cli_exit cli_run_store_journal(const cli_context *cli);
cli_exit cli_run_store_migrate(const cli_context *cli);
cli_exit cli_run_store_restore(const cli_context *cli);
cli_exit cli_run_store_stat(const cli_context *cli);
cli_exit cli_run_store_tidy(const cli_context *cli);
cli_exit cli_run_text(const cli_context *cli);
cli_exit cli_run_version(const cli_context *cli);
cli_exit cli_run_worker(const cli_context *cli);

/* The page that `--help` shows for one command. */
cli_exit cli_help_command(const cli_context *cli, const cli_command *command);
/* Tells that there is no such command, and which one looks like it. */
cli_exit cli_help_unknown(const cli_context *cli, prse_str word);

#endif
