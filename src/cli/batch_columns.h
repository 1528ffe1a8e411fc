/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a table of companies: those of the file, of which some are
 * facts, and those added for the obligations of the pack. */
#ifndef PRSE_CLI_BATCH_COLUMNS_H
#define PRSE_CLI_BATCH_COLUMNS_H

#include "cli/company.h"
#include "cli/table.h"

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
    CLI_BATCH_FIRST_YEAR,
    CLI_BATCH_MISSING,
    CLI_BATCH_STATUS
} cli_batch_kind;

typedef struct cli_batch_answer {
    cli_buffer heading;
    cli_batch_kind kind;
    size_t obligation;
    uint32_t criteria; /* how many the obligation has */
} cli_batch_answer;

typedef struct cli_batch_columns {
    cli_batch_column *given;
    size_t given_count;
    cli_batch_answer *added;
    size_t added_count;
    uint32_t wanted; /* of prse_batch_column */
} cli_batch_columns;

/* Reads --columns; complains of a name that is none. */
cli_exit cli_batch_columns_choose(cli_batch_columns *columns,
                                  const cli_context *cli);
/* Reads the columns of a table; complains of one that is there twice or bears
 * the name of an added one. Free in every case. */
cli_exit cli_batch_columns_read(cli_batch_columns *columns,
                                const cli_company *company,
                                const cli_table *table);
void cli_batch_columns_free(cli_batch_columns *columns);

#endif
