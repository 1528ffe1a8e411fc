/* SPDX-License-Identifier: Apache-2.0 */
/* Every option of the program. An option means the same wherever a command
 * takes it. */
#ifndef PRSE_CLI_OPTIONS_H
#define PRSE_CLI_OPTIONS_H

#include "cli/texts.h"

typedef enum cli_option_id {
    OPTION_PACK,
    OPTION_OVERLAY,
    OPTION_FACTS,
    OPTION_SET,
    OPTION_AT,
    OPTION_AT_B,
    OPTION_UNTIL,
    OPTION_AGAINST,
    OPTION_POPULATION,
    OPTION_BY,
    OPTION_SWEEP,
    OPTION_CHART,
    OPTION_ROWS,
    OPTION_SEED,
    OPTION_MISSING,
    OPTION_DETAIL,
    OPTION_IN,
    OPTION_COLUMN,
    OPTION_COLUMNS,
    OPTION_ERRORS,
    OPTION_STOP_ON_ERROR,
    OPTION_MODEL,
    OPTION_INT8,
    OPTION_OUT,
    OPTION_FORMAT,
    OPTION_DETAILS,
    OPTION_CHECK,
    OPTION_OBLIGATION,
    OPTION_DEPARTEMENT,
    OPTION_NAF,
    OPTION_CATEGORIE_JURIDIQUE,
    OPTION_TRANCHE_EFFECTIF,
    OPTION_OPEN,
    OPTION_LIMIT,
    OPTION_REGISTER,
    OPTION_DATE,
    OPTION_OFFLINE,
    OPTION_TIMEOUT,
    OPTION_CONFIG,
    OPTION_NO_CACHE,
    OPTION_RECORD,
    OPTION_REPLAY,
    OPTION_SUBJECT,
    OPTION_KEY,
    OPTION_PUBLIC_KEY,
    OPTION_TODAY,
    OPTION_STORE,
    OPTION_BLOBS,
    OPTION_FROM,
    OPTION_TO,
    OPTION_SCHEMA,
    OPTION_READER,
    OPTION_FULL,
    OPTION_DRY_RUN,
    OPTION_DIGEST,
    OPTION_DEEP,
    OPTION_DOCUMENTS,
    OPTION_YES,
    OPTION_RAW,
    OPTION_PDFIUM,
    OPTION_STATE,
    OPTION_COMPANY,
    OPTION_PORTAL,
    OPTION_HOSTS,
    OPTION_NETWORKS,
    OPTION_KEYS_FILE,
    OPTION_CACHE,
    OPTION_WORKERS,
    OPTION_DRAIN,
    OPTION_NO_SEND,
    OPTION_MIGRATE,
    OPTION_ONNXRUNTIME,
    OPTION_LABELS,
    OPTION_FILES,
    OPTION_ENDPOINT,
    OPTION_TOKEN_FILE,
    OPTION_LANG,
    OPTION_HELP,
    OPTION_COUNT
} cli_option_id;

/* What a command takes: a list with its end. */
#define CLI_TAKES(...) ((const cli_option_id[]){__VA_ARGS__, OPTION_COUNT})
#define CLI_TAKES_NONE ((const cli_option_id[]){OPTION_COUNT})

typedef struct cli_option {
    const char *name;  /* without -- */
    cli_text_id value; /* name of its value; TEXT_NONE: it takes none */
    cli_text_id help;
    int is_date;
    int repeats;
} cli_option;

const cli_option *cli_option_of(cli_option_id id);

#endif
