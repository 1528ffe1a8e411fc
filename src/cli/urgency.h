/* SPDX-License-Identifier: Apache-2.0 */
/* The obligations of a company in the order in which they want attention. */
#ifndef PRSE_CLI_URGENCY_H
#define PRSE_CLI_URGENCY_H

#include "cli/company.h"
#include "cli/days.h"

/* The most urgent first. */
typedef enum cli_status {
    CLI_TO_UPDATE,
    CLI_IN_PROGRESS,
    CLI_SUBJECT, /* whether it is fulfilled is not followed */
    CLI_UNDECIDED,
    CLI_INSUFFICIENT,
    CLI_UP_TO_DATE,
    CLI_RECOMMENDED,
    CLI_NOT_SUBJECT,
    CLI_STATUS_COUNT
} cli_status;

typedef struct cli_urgency {
    size_t obligation;
    cli_status status;
    int has_day;
    cli_day day; /* the next deadline */
} cli_urgency;

/* Every obligation of an evaluated company, by status, then by deadline, then
 * as the pack has them. Free the list in every case. */
cli_exit cli_urgency_list(cli_urgency **out, cli_company *company);

#endif
