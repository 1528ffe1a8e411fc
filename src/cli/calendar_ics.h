/* SPDX-License-Identifier: Apache-2.0 */
/* Deadlines as an iCalendar file (RFC 5545). */
#ifndef PRSE_CLI_CALENDAR_ICS_H
#define PRSE_CLI_CALENDAR_ICS_H

#include "cli/deadlines.h"

/* One event a deadline; a repeated one has a rule, which ends at `until`
 * unless that is NULL. The same company and day give the same bytes. */
cli_exit cli_calendar_add_ics(cli_buffer *out, cli_company *company,
                              const cli_deadlines *list,
                              const cli_day *until);

#endif
