/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

#include <string.h>

/* Constants of more bits than an enum has. */
#define OF_PACK OPTION_PACK, OPTION_OVERLAY
#define OF_COMPANY OF_PACK, OPTION_FACTS, OPTION_SET, OPTION_AT
#define OF_RESULT OPTION_FORMAT, OPTION_OUT
#define OF_MODEL \
    OPTION_MODEL, OPTION_INT8, OPTION_ONNXRUNTIME, OPTION_LABELS, \
    OPTION_TOKEN_FILE, OPTION_NETWORKS
#define OF_HUB OPTION_ENDPOINT, OPTION_TOKEN_FILE, OPTION_NETWORKS
#define OF_FIGURES OPTION_SCHEMA, OPTION_READER
#define OF_WORKER \
    OPTION_STORE, OPTION_PORTAL, OPTION_BLOBS, OPTION_HOSTS, OPTION_NETWORKS, \
    OPTION_KEYS_FILE, OPTION_CACHE, OPTION_WORKERS, OPTION_DRAIN, \
    OPTION_NO_SEND, OPTION_MIGRATE, OPTION_CONFIG
#define OF_SERVICES \
    OPTION_REGISTER, OPTION_OFFLINE, OPTION_TIMEOUT, OPTION_CONFIG, \
    OPTION_NO_CACHE, OPTION_RECORD, OPTION_REPLAY
#define OF_SEARCH \
    OPTION_DEPARTEMENT, OPTION_NAF, OPTION_CATEGORIE_JURIDIQUE, \
    OPTION_TRANCHE_EFFECTIF, OPTION_OPEN, OPTION_LIMIT

/* In the order in which help shows them. */
static const cli_command commands[] = {
    {"dashboard", cli_run_dashboard,
     CLI_TAKES(OF_COMPANY, OF_RESULT, OF_SERVICES, OPTION_DETAILS),
     CLI_ANY_NUMBER, TEXT_OPERAND_NUMBER_OR_NAME, TEXT_ABOUT_DASHBOARD},
    {"search", cli_run_search, CLI_TAKES(OF_SEARCH, OF_RESULT, OF_SERVICES),
     CLI_ANY_NUMBER, TEXT_OPERAND_TEXT, TEXT_ABOUT_SEARCH},
    {"company", cli_run_company, CLI_TAKES(OF_RESULT, OF_SERVICES),
     CLI_ANY_NUMBER, TEXT_OPERAND_NUMBER, TEXT_ABOUT_COMPANY},
    {"egapro", cli_run_egapro, CLI_TAKES(OF_RESULT, OF_SERVICES),
     CLI_ANY_NUMBER, TEXT_OPERAND_NUMBER_YEAR, TEXT_ABOUT_EGAPRO},
    {"doctor", cli_run_doctor,
     CLI_TAKES(OF_RESULT, OF_SERVICES, OPTION_DETAILS), 0, TEXT_NONE,
     TEXT_ABOUT_DOCTOR},
    {"register import", cli_run_register_import,
     CLI_TAKES(OPTION_REGISTER, OPTION_DATE), 2, TEXT_OPERAND_STOCK,
     TEXT_ABOUT_REGISTER_IMPORT},
    {"register update", cli_run_register_update,
     CLI_TAKES(OPTION_REGISTER, OPTION_DATE), 2, TEXT_OPERAND_STOCK,
     TEXT_ABOUT_REGISTER_UPDATE},
    {"register egapro", cli_run_register_egapro, CLI_TAKES(OPTION_REGISTER), 1,
     TEXT_OPERAND_EGAPRO, TEXT_ABOUT_REGISTER_EGAPRO},
    {"register search", cli_run_register_search,
     CLI_TAKES(OF_SEARCH, OF_RESULT, OPTION_REGISTER), CLI_ANY_NUMBER,
     TEXT_OPERAND_TEXT, TEXT_ABOUT_REGISTER_SEARCH},
    {"register stat", cli_run_register_stat,
     CLI_TAKES(OF_RESULT, OPTION_REGISTER), 0, TEXT_NONE,
     TEXT_ABOUT_REGISTER_STAT},
    {"diagnose", cli_run_diagnose,
     CLI_TAKES(OF_COMPANY, OF_RESULT, OPTION_DETAILS), 0, TEXT_NONE,
     TEXT_ABOUT_DIAGNOSE},
    {"ask", cli_run_ask, CLI_TAKES(OF_COMPANY, OF_RESULT, OPTION_DETAILS), 0,
     TEXT_NONE, TEXT_ABOUT_ASK},
    {"calendar", cli_run_calendar,
     CLI_TAKES(OF_COMPANY, OF_RESULT, OPTION_UNTIL), 0, TEXT_NONE,
     TEXT_ABOUT_CALENDAR},
    {"facts", cli_run_facts, CLI_TAKES(OF_COMPANY, OF_RESULT), 0, TEXT_NONE,
     TEXT_ABOUT_FACTS},
    {"batch", cli_run_batch,
     CLI_TAKES(OF_PACK, OPTION_IN, OPTION_OUT, OPTION_AT, OPTION_COLUMNS,
               OPTION_ERRORS, OPTION_STOP_ON_ERROR),
     0, TEXT_NONE, TEXT_ABOUT_BATCH},
    {"reform", cli_run_reform,
     CLI_TAKES(OF_PACK, OPTION_AGAINST, OPTION_POPULATION, OPTION_BY,
               OPTION_SWEEP, OPTION_CHART, OPTION_AT, OPTION_AT_B, OF_RESULT,
               OPTION_ERRORS),
     0, TEXT_NONE, TEXT_ABOUT_REFORM},
    {"population", cli_run_population,
     CLI_TAKES(OF_PACK, OPTION_ROWS, OPTION_SEED, OPTION_MISSING,
               OPTION_DETAIL, OPTION_OUT),
     0, TEXT_NONE, TEXT_ABOUT_POPULATION},
    {"analyse", cli_run_analyse,
     CLI_TAKES(OF_RESULT, OF_MODEL, OPTION_DETAILS), CLI_ANY_NUMBER,
     TEXT_OPERAND_PDFS, TEXT_ABOUT_ANALYSE},
    {"call", cli_run_call,
     CLI_TAKES(OF_PACK, OPTION_IN, OPTION_OUT, OPTION_AT), 1,
     TEXT_OPERAND_FUNCTION, TEXT_ABOUT_CALL},
    {"classify", cli_run_classify,
     CLI_TAKES(OF_MODEL, OPTION_IN, OPTION_COLUMN, OPTION_OUT), 0, TEXT_NONE,
     TEXT_ABOUT_CLASSIFY},
    {"model get", cli_run_model_get,
     CLI_TAKES(OF_RESULT, OF_HUB, OPTION_TO, OPTION_FILES, OPTION_OFFLINE), 1,
     TEXT_OPERAND_MODEL, TEXT_ABOUT_MODEL_GET},
    {"model check", cli_run_model_check, CLI_TAKES(OF_RESULT, OPTION_INT8), 1,
     TEXT_OPERAND_MODEL_PLACE, TEXT_ABOUT_MODEL_CHECK},
    {"receipt make", cli_run_receipt_make,
     CLI_TAKES(OF_COMPANY, OPTION_SUBJECT, OPTION_KEY, OPTION_OUT), 0,
     TEXT_NONE, TEXT_ABOUT_RECEIPT_MAKE},
    {"receipt verify", cli_run_receipt_verify,
     CLI_TAKES(OF_PACK, OF_RESULT, OPTION_PUBLIC_KEY, OPTION_TODAY), 1,
     TEXT_OPERAND_RECEIPT, TEXT_ABOUT_RECEIPT_VERIFY},
    {"receipt show", cli_run_receipt_show, CLI_TAKES(OPTION_OUT), 1,
     TEXT_OPERAND_RECEIPT, TEXT_ABOUT_RECEIPT_SHOW},
    {"receipt key", cli_run_receipt_key, CLI_TAKES(OPTION_OUT), 2,
     TEXT_OPERAND_KEY, TEXT_ABOUT_RECEIPT_KEY},
    {"text", cli_run_text, CLI_TAKES(OF_RESULT, OPTION_RAW, OPTION_PDFIUM), 1,
     TEXT_OPERAND_PDF, TEXT_ABOUT_TEXT},
    {"store init", cli_run_store_init, CLI_TAKES_NONE, 1, TEXT_OPERAND_STORE,
     TEXT_ABOUT_STORE_INIT},
    {"store migrate", cli_run_store_migrate, CLI_TAKES(OPTION_DRY_RUN), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_MIGRATE},
    {"store stat", cli_run_store_stat, CLI_TAKES(OF_RESULT, OPTION_DIGEST), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_STAT},
    {"store check", cli_run_store_check, CLI_TAKES(OPTION_BLOBS), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_CHECK},
    {"store backup", cli_run_store_backup, CLI_TAKES_NONE, 2,
     TEXT_OPERAND_STORE_FILE, TEXT_ABOUT_STORE_BACKUP},
    {"store restore", cli_run_store_restore, CLI_TAKES_NONE, 2,
     TEXT_OPERAND_FILE_STORE, TEXT_ABOUT_STORE_RESTORE},
    {"store copy", cli_run_store_copy, CLI_TAKES_NONE, 2,
     TEXT_OPERAND_TWO_STORES, TEXT_ABOUT_STORE_COPY},
    {"store tidy", cli_run_store_tidy, CLI_TAKES(OPTION_BLOBS), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_TIDY},
    {"store journal", cli_run_store_journal,
     CLI_TAKES(OF_RESULT, OPTION_LIMIT), 2, TEXT_OPERAND_STORE_SIREN,
     TEXT_ABOUT_STORE_JOURNAL},
    {"store export", cli_run_store_export, CLI_TAKES(OPTION_OUT), 2,
     TEXT_OPERAND_STORE_PERSON, TEXT_ABOUT_STORE_EXPORT},
    {"store forget", cli_run_store_forget,
     CLI_TAKES(OPTION_DOCUMENTS, OPTION_YES), 2, TEXT_OPERAND_STORE_PERSON,
     TEXT_ABOUT_STORE_FORGET},
    {"blob check", cli_run_blob_check, CLI_TAKES(OPTION_STORE, OPTION_DEEP), 1,
     TEXT_OPERAND_BLOBS, TEXT_ABOUT_BLOB_CHECK},
    {"jobs list", cli_run_jobs_list, CLI_TAKES(OF_RESULT, OPTION_STORE,
               OPTION_STATE, OPTION_COMPANY, OPTION_LIMIT), 0, TEXT_NONE,
     TEXT_ABOUT_JOBS_LIST},
    {"jobs show", cli_run_jobs_show, CLI_TAKES(OF_RESULT, OPTION_STORE), 1,
     TEXT_OPERAND_JOB, TEXT_ABOUT_JOBS_SHOW},
    {"jobs retry", cli_run_jobs_retry, CLI_TAKES(OPTION_STORE), 1,
     TEXT_OPERAND_JOB, TEXT_ABOUT_JOBS_RETRY},
    {"jobs cancel", cli_run_jobs_cancel, CLI_TAKES(OPTION_STORE), 1,
     TEXT_OPERAND_JOB, TEXT_ABOUT_JOBS_CANCEL},
    {"jobs tidy", cli_run_jobs_tidy, CLI_TAKES(OPTION_STORE), 1,
     TEXT_OPERAND_DAYS, TEXT_ABOUT_JOBS_TIDY},
    {"worker", cli_run_worker, CLI_TAKES(OF_WORKER, OF_MODEL, OPTION_PDFIUM),
     0, TEXT_NONE, TEXT_ABOUT_WORKER},
    {"analytics sync", cli_run_analytics_sync,
     CLI_TAKES(OPTION_FROM, OPTION_TO, OF_FIGURES, OF_PACK, OPTION_FULL), 0,
     TEXT_NONE, TEXT_ABOUT_ANALYTICS_SYNC},
    {"analytics schema", cli_run_analytics_schema,
     CLI_TAKES(OF_FIGURES, OPTION_OUT), 0, TEXT_NONE,
     TEXT_ABOUT_ANALYTICS_SCHEMA},
    {"pack check", cli_run_pack_check, CLI_TAKES(OF_PACK, OF_RESULT), 1,
     TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_CHECK},
    {"pack test", cli_run_pack_test, CLI_TAKES(OF_PACK, OF_RESULT), 1,
     TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_TEST},
    {"pack format", cli_run_pack_format, CLI_TAKES(OPTION_CHECK),
     CLI_ANY_NUMBER, TEXT_OPERAND_FILES, TEXT_ABOUT_PACK_FORMAT},
    {"pack doc", cli_run_pack_doc,
     CLI_TAKES(OF_PACK, OPTION_OBLIGATION, OPTION_OUT), 1, TEXT_OPERAND_PACK,
     TEXT_ABOUT_PACK_DOC},
    {"pack graph", cli_run_pack_graph,
     CLI_TAKES(OF_PACK, OPTION_OBLIGATION, OPTION_AT, OPTION_OUT), 1,
     TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_GRAPH},
    {"pack diff", cli_run_pack_diff,
     CLI_TAKES(OPTION_OVERLAY, OPTION_AT, OPTION_AT_B, OF_RESULT), 2,
     TEXT_OPERAND_TWO_PACKS, TEXT_ABOUT_PACK_DIFF},
    {"help", cli_run_help, CLI_TAKES_NONE, 2, TEXT_OPERAND_COMMAND,
     TEXT_ABOUT_HELP},
    {"version", cli_run_version, CLI_TAKES_NONE, 0, TEXT_NONE,
     TEXT_ABOUT_VERSION},
};

int cli_command_takes(const cli_command *command, cli_option_id option)
{
    const cli_option_id *taken = command->options;
    while (*taken != option && *taken != OPTION_COUNT)
        taken++;
    return *taken == option || option == OPTION_LANG || option == OPTION_HELP;
}

size_t cli_command_count(void)
{
    return sizeof commands / sizeof *commands;
}

const cli_command *cli_command_at(size_t index)
{
    return &commands[index];
}

/* How many of the words spell the name; 0: they do not. */
static int spelled(const char *name, int count, char **words)
{
    size_t first = strcspn(name, " ");
    if (count < 1 || strlen(words[0]) != first ||
        memcmp(words[0], name, first) != 0)
        return 0;
    if (name[first] == '\0')
        return 1;
    return count > 1 && strcmp(words[1], name + first + 1) == 0 ? 2 : 0;
}

const cli_command *cli_command_find(int count, char **words, int *taken)
{
    for (size_t i = 0; i < cli_command_count(); i++) {
        *taken = spelled(commands[i].name, count, words);
        if (*taken > 0)
            return &commands[i];
    }
    return NULL;
}
