/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a table of companies: those of the file, of which some are
 * facts, and those added for the obligations of the pack. */
#ifndef PRSE_CLI_BATCH_COLUMNS_H
#define PRSE_CLI_BATCH_COLUMNS_H

#include "cli/company.h"
#include "cli/csv_reader.h"

typedef struct cli_batch_column {
    cli_buffer heading;
    int is_fact; /* 0: passed through */
    prse_str id; /* of the fact; text of the pack */
    int32_t year;
} cli_batch_column;

typedef enum cli_batch_kind {
    CLI_BATCH_SUBJECT,
    CLI_BATCH_CRITERIA,
    CLI_BATCH_OUTPUT,
    CLI_BATCH_STATUS
} cli_batch_kind;

typedef struct cli_batch_answer {
    cli_buffer heading;
    cli_batch_kind kind;
    size_t obligation;
    size_t output;      /* index, for CLI_BATCH_OUTPUT */
    uint32_t criteria;  /* number, for CLI_BATCH_CRITERIA */
} cli_batch_answer;

typedef struct cli_batch_columns {
    cli_batch_column *given;
    size_t given_count;
    cli_batch_answer *added;
    size_t added_count;
} cli_batch_columns;

/* Reads the header record; complains about a column that is there twice or
 * bears the name of an added one. Free in every case. */
cli_exit cli_batch_columns_read(cli_batch_columns *columns,
                                const cli_company *company,
                                const cli_csv_reader *csv);
void cli_batch_columns_free(cli_batch_columns *columns);

#endif
