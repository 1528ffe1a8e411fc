/* SPDX-License-Identifier: Apache-2.0 */
/* The dates by which a company owes something, in order. */
#ifndef PRSE_CLI_DEADLINES_H
#define PRSE_CLI_DEADLINES_H

#include "cli/company.h"

typedef struct cli_deadline {
    cli_day day;
    cli_day anchor; /* the date from which repetitions are counted */
    int32_t every; /* months between repetitions; 0: once */
    size_t obligation;
    size_t index; /* among the deadlines of the obligation */
    prse_str label; /* text of the pack */
} cli_deadline;

typedef struct cli_deadlines {
    cli_deadline *items;
    size_t count;
    size_t room;
} cli_deadlines;

/* Adds the known deadlines of an obligation. A repeated one is taken at its
 * first date on or after the company's day; a single one may be past. */
cli_exit cli_deadlines_add(cli_deadlines *list, cli_company *company,
                           size_t obligation);
/* Puts the repetitions up to a day in their places. */
void cli_deadlines_repeat(cli_deadlines *list, cli_day until);
/* Leaves out what is before the first day or after the last. */
void cli_deadlines_between(cli_deadlines *list, cli_day first, cli_day last);
/* By date, then in the order of the pack. */
void cli_deadlines_sort(cli_deadlines *list);
/* Of a sorted list: the next one; when all are past, the last; or NULL. */
const cli_deadline *cli_deadlines_pressing(const cli_deadlines *list,
                                           cli_day today);
void cli_deadlines_free(cli_deadlines *list);

/* "every year", "every 4 years", "every 6 months"; nothing for once. */
void cli_deadline_add_rhythm(cli_buffer *out, const cli_context *cli,
                             int32_t every);

#endif
