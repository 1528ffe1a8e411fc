/* SPDX-License-Identifier: Apache-2.0 */
/* One obligation of one company, as the dashboard shows it. */
#ifndef PRSE_CLI_CARD_H
#define PRSE_CLI_CARD_H

#include "cli/company.h"
#include "cli/page.h"

typedef enum cli_card_columns {
    CLI_CARD_INDENT = 4, /* of the labels */
    CLI_CARD_HANG = 15   /* of the texts beside them */
} cli_card_columns;

cli_exit cli_card(cli_page *page, cli_company *company, size_t obligation);

/* How answers look: a sign and a colour. */
cli_colour cli_answer_colour(prse_answer answer);

#endif
