/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

#include <string.h>

/* Constants of more bits than an enum has. */
#define OF_PACK (CLI_HAS(OPTION_PACK) | CLI_HAS(OPTION_OVERLAY))
#define OF_COMPANY \
    (OF_PACK | CLI_HAS(OPTION_FACTS) | CLI_HAS(OPTION_SET) | \
     CLI_HAS(OPTION_AT))
#define OF_RESULT (CLI_HAS(OPTION_FORMAT) | CLI_HAS(OPTION_OUT))
#define OF_MODEL \
    (CLI_HAS(OPTION_MODEL) | CLI_HAS(OPTION_INT8) | \
     CLI_HAS(OPTION_ONNXRUNTIME) | CLI_HAS(OPTION_LABELS) | \
     CLI_HAS(OPTION_TOKEN_FILE) | CLI_HAS(OPTION_NETWORKS))
#define OF_HUB \
    (CLI_HAS(OPTION_ENDPOINT) | CLI_HAS(OPTION_TOKEN_FILE) | \
     CLI_HAS(OPTION_NETWORKS))
#define OF_FIGURES (CLI_HAS(OPTION_SCHEMA) | CLI_HAS(OPTION_READER))
#define OF_WORKER \
    (CLI_HAS(OPTION_STORE) | CLI_HAS(OPTION_PORTAL) | \
     CLI_HAS(OPTION_BLOBS) | CLI_HAS(OPTION_HOSTS) | \
     CLI_HAS(OPTION_NETWORKS) | CLI_HAS(OPTION_KEYS_FILE) | \
     CLI_HAS(OPTION_CACHE) | CLI_HAS(OPTION_WORKERS) | \
     CLI_HAS(OPTION_DRAIN) | CLI_HAS(OPTION_NO_SEND) | \
     CLI_HAS(OPTION_MIGRATE) | CLI_HAS(OPTION_CONFIG))
#define OF_SERVICES \
    (CLI_HAS(OPTION_REGISTER) | CLI_HAS(OPTION_OFFLINE) | \
     CLI_HAS(OPTION_TIMEOUT) | CLI_HAS(OPTION_CONFIG) | \
     CLI_HAS(OPTION_NO_CACHE) | CLI_HAS(OPTION_RECORD) | \
     CLI_HAS(OPTION_REPLAY))
#define OF_SEARCH \
    (CLI_HAS(OPTION_DEPARTEMENT) | CLI_HAS(OPTION_NAF) | \
     CLI_HAS(OPTION_CATEGORIE_JURIDIQUE) | \
     CLI_HAS(OPTION_TRANCHE_EFFECTIF) | CLI_HAS(OPTION_OPEN) | \
     CLI_HAS(OPTION_LIMIT))

/* In the order in which help shows them. */
static const cli_command commands[] = {
    {"dashboard", cli_run_dashboard,
     OF_COMPANY | OF_RESULT | OF_SERVICES | CLI_HAS(OPTION_DETAILS),
     CLI_ANY_NUMBER, TEXT_OPERAND_NUMBER_OR_NAME, TEXT_ABOUT_DASHBOARD},
    {"search", cli_run_search, OF_SEARCH | OF_RESULT | OF_SERVICES,
     CLI_ANY_NUMBER, TEXT_OPERAND_TEXT, TEXT_ABOUT_SEARCH},
    {"company", cli_run_company, OF_RESULT | OF_SERVICES, CLI_ANY_NUMBER,
     TEXT_OPERAND_NUMBER, TEXT_ABOUT_COMPANY},
    {"egapro", cli_run_egapro, OF_RESULT | OF_SERVICES, CLI_ANY_NUMBER,
     TEXT_OPERAND_NUMBER_YEAR, TEXT_ABOUT_EGAPRO},
    {"doctor", cli_run_doctor,
     OF_RESULT | OF_SERVICES | CLI_HAS(OPTION_DETAILS), 0, TEXT_NONE,
     TEXT_ABOUT_DOCTOR},
    {"register import", cli_run_register_import,
     CLI_HAS(OPTION_REGISTER) | CLI_HAS(OPTION_DATE), 2, TEXT_OPERAND_STOCK,
     TEXT_ABOUT_REGISTER_IMPORT},
    {"register update", cli_run_register_update,
     CLI_HAS(OPTION_REGISTER) | CLI_HAS(OPTION_DATE), 2, TEXT_OPERAND_STOCK,
     TEXT_ABOUT_REGISTER_UPDATE},
    {"register egapro", cli_run_register_egapro, CLI_HAS(OPTION_REGISTER), 1,
     TEXT_OPERAND_EGAPRO, TEXT_ABOUT_REGISTER_EGAPRO},
    {"register search", cli_run_register_search,
     OF_SEARCH | OF_RESULT | CLI_HAS(OPTION_REGISTER), CLI_ANY_NUMBER,
     TEXT_OPERAND_TEXT, TEXT_ABOUT_REGISTER_SEARCH},
    {"register stat", cli_run_register_stat,
     OF_RESULT | CLI_HAS(OPTION_REGISTER), 0, TEXT_NONE,
     TEXT_ABOUT_REGISTER_STAT},
    {"diagnose", cli_run_diagnose,
     OF_COMPANY | OF_RESULT | CLI_HAS(OPTION_DETAILS), 0, TEXT_NONE,
     TEXT_ABOUT_DIAGNOSE},
    {"ask", cli_run_ask, OF_COMPANY | OF_RESULT | CLI_HAS(OPTION_DETAILS), 0,
     TEXT_NONE, TEXT_ABOUT_ASK},
    {"calendar", cli_run_calendar,
     OF_COMPANY | OF_RESULT | CLI_HAS(OPTION_UNTIL), 0, TEXT_NONE,
     TEXT_ABOUT_CALENDAR},
    {"facts", cli_run_facts, OF_COMPANY | OF_RESULT, 0, TEXT_NONE,
     TEXT_ABOUT_FACTS},
    {"batch", cli_run_batch,
     OF_PACK | CLI_HAS(OPTION_IN) | CLI_HAS(OPTION_OUT) | CLI_HAS(OPTION_AT),
     0, TEXT_NONE, TEXT_ABOUT_BATCH},
    {"analyse", cli_run_analyse,
     OF_RESULT | OF_MODEL | CLI_HAS(OPTION_DETAILS),
     CLI_ANY_NUMBER, TEXT_OPERAND_PDFS, TEXT_ABOUT_ANALYSE},
    {"call", cli_run_call,
     OF_PACK | CLI_HAS(OPTION_IN) | CLI_HAS(OPTION_OUT) | CLI_HAS(OPTION_AT),
     1, TEXT_OPERAND_FUNCTION, TEXT_ABOUT_CALL},
    {"classify", cli_run_classify,
     OF_MODEL | CLI_HAS(OPTION_IN) | CLI_HAS(OPTION_COLUMN) |
         CLI_HAS(OPTION_OUT), 0,
     TEXT_NONE, TEXT_ABOUT_CLASSIFY},
    {"model get", cli_run_model_get,
     OF_RESULT | OF_HUB | CLI_HAS(OPTION_TO) | CLI_HAS(OPTION_FILES) |
         CLI_HAS(OPTION_OFFLINE), 1,
     TEXT_OPERAND_MODEL, TEXT_ABOUT_MODEL_GET},
    {"model check", cli_run_model_check,
     OF_RESULT | CLI_HAS(OPTION_INT8), 1, TEXT_OPERAND_MODEL_PLACE,
     TEXT_ABOUT_MODEL_CHECK},
    {"receipt make", cli_run_receipt_make,
     OF_COMPANY | CLI_HAS(OPTION_SUBJECT) | CLI_HAS(OPTION_KEY) |
         CLI_HAS(OPTION_OUT),
     0, TEXT_NONE, TEXT_ABOUT_RECEIPT_MAKE},
    {"receipt verify", cli_run_receipt_verify,
     OF_PACK | OF_RESULT | CLI_HAS(OPTION_PUBLIC_KEY) |
         CLI_HAS(OPTION_TODAY),
     1, TEXT_OPERAND_RECEIPT, TEXT_ABOUT_RECEIPT_VERIFY},
    {"receipt show", cli_run_receipt_show, CLI_HAS(OPTION_OUT), 1,
     TEXT_OPERAND_RECEIPT, TEXT_ABOUT_RECEIPT_SHOW},
    {"receipt key", cli_run_receipt_key, CLI_HAS(OPTION_OUT), 2,
     TEXT_OPERAND_KEY, TEXT_ABOUT_RECEIPT_KEY},
    {"text", cli_run_text,
     OF_RESULT | CLI_HAS(OPTION_RAW) | CLI_HAS(OPTION_PDFIUM), 1,
     TEXT_OPERAND_PDF, TEXT_ABOUT_TEXT},
    {"store init", cli_run_store_init, 0, 1, TEXT_OPERAND_STORE,
     TEXT_ABOUT_STORE_INIT},
    {"store migrate", cli_run_store_migrate, CLI_HAS(OPTION_DRY_RUN), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_MIGRATE},
    {"store stat", cli_run_store_stat, OF_RESULT | CLI_HAS(OPTION_DIGEST), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_STAT},
    {"store check", cli_run_store_check, CLI_HAS(OPTION_BLOBS), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_CHECK},
    {"store backup", cli_run_store_backup, 0, 2, TEXT_OPERAND_STORE_FILE,
     TEXT_ABOUT_STORE_BACKUP},
    {"store restore", cli_run_store_restore, 0, 2, TEXT_OPERAND_FILE_STORE,
     TEXT_ABOUT_STORE_RESTORE},
    {"store copy", cli_run_store_copy, 0, 2, TEXT_OPERAND_TWO_STORES,
     TEXT_ABOUT_STORE_COPY},
    {"store tidy", cli_run_store_tidy, CLI_HAS(OPTION_BLOBS), 1,
     TEXT_OPERAND_STORE, TEXT_ABOUT_STORE_TIDY},
    {"store journal", cli_run_store_journal,
     OF_RESULT | CLI_HAS(OPTION_LIMIT), 2, TEXT_OPERAND_STORE_SIREN,
     TEXT_ABOUT_STORE_JOURNAL},
    {"store export", cli_run_store_export, CLI_HAS(OPTION_OUT), 2,
     TEXT_OPERAND_STORE_PERSON, TEXT_ABOUT_STORE_EXPORT},
    {"store forget", cli_run_store_forget,
     CLI_HAS(OPTION_DOCUMENTS) | CLI_HAS(OPTION_YES), 2,
     TEXT_OPERAND_STORE_PERSON, TEXT_ABOUT_STORE_FORGET},
    {"blob check", cli_run_blob_check,
     CLI_HAS(OPTION_STORE) | CLI_HAS(OPTION_DEEP), 1, TEXT_OPERAND_BLOBS,
     TEXT_ABOUT_BLOB_CHECK},
    {"jobs list", cli_run_jobs_list,
     OF_RESULT | CLI_HAS(OPTION_STORE) | CLI_HAS(OPTION_STATE) |
         CLI_HAS(OPTION_COMPANY) | CLI_HAS(OPTION_LIMIT),
     0, TEXT_NONE, TEXT_ABOUT_JOBS_LIST},
    {"jobs show", cli_run_jobs_show, OF_RESULT | CLI_HAS(OPTION_STORE), 1,
     TEXT_OPERAND_JOB, TEXT_ABOUT_JOBS_SHOW},
    {"jobs retry", cli_run_jobs_retry, CLI_HAS(OPTION_STORE), 1,
     TEXT_OPERAND_JOB, TEXT_ABOUT_JOBS_RETRY},
    {"jobs cancel", cli_run_jobs_cancel, CLI_HAS(OPTION_STORE), 1,
     TEXT_OPERAND_JOB, TEXT_ABOUT_JOBS_CANCEL},
    {"worker", cli_run_worker, OF_WORKER | OF_MODEL | CLI_HAS(OPTION_PDFIUM),
     0, TEXT_NONE, TEXT_ABOUT_WORKER},
    {"analytics sync", cli_run_analytics_sync,
     CLI_HAS(OPTION_FROM) | CLI_HAS(OPTION_TO) | OF_FIGURES | OF_PACK |
         CLI_HAS(OPTION_FULL),
     0, TEXT_NONE, TEXT_ABOUT_ANALYTICS_SYNC},
    {"analytics schema", cli_run_analytics_schema,
     OF_FIGURES | CLI_HAS(OPTION_OUT), 0, TEXT_NONE,
     TEXT_ABOUT_ANALYTICS_SCHEMA},
    {"pack check", cli_run_pack_check, OF_PACK | OF_RESULT, 1,
     TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_CHECK},
    {"pack test", cli_run_pack_test, OF_PACK | OF_RESULT, 1,
     TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_TEST},
    {"pack format", cli_run_pack_format, CLI_HAS(OPTION_CHECK),
     CLI_ANY_NUMBER, TEXT_OPERAND_FILES, TEXT_ABOUT_PACK_FORMAT},
    {"pack doc", cli_run_pack_doc,
     OF_PACK | CLI_HAS(OPTION_OBLIGATION) | CLI_HAS(OPTION_OUT), 1,
     TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_DOC},
    {"pack graph", cli_run_pack_graph,
     OF_PACK | CLI_HAS(OPTION_OBLIGATION) | CLI_HAS(OPTION_AT) |
         CLI_HAS(OPTION_OUT),
     1, TEXT_OPERAND_PACK, TEXT_ABOUT_PACK_GRAPH},
    {"pack diff", cli_run_pack_diff,
     CLI_HAS(OPTION_OVERLAY) | CLI_HAS(OPTION_AT) | CLI_HAS(OPTION_AT_B) |
         OF_RESULT,
     2, TEXT_OPERAND_TWO_PACKS, TEXT_ABOUT_PACK_DIFF},
    {"help", cli_run_help, 0, 2, TEXT_OPERAND_COMMAND, TEXT_ABOUT_HELP},
    {"version", cli_run_version, 0, 0, TEXT_NONE, TEXT_ABOUT_VERSION},
};

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
