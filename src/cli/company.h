/* SPDX-License-Identifier: Apache-2.0 */
/* What most commands begin with: a pack, the facts of one company, a day, and
 * the answers. */
#ifndef PRSE_CLI_COMPANY_H
#define PRSE_CLI_COMPANY_H

#include "cli/args.h"
#include "cli/buffer.h"
#include "cli/days.h"

typedef struct cli_company {
    const cli_context *cli;
    prse_engine *engine;
    prse_pack *pack;
    prse_facts *facts;       /* what the command line says */
    const prse_facts *known; /* what the answers stand on: the same, or more */
    prse_report *own_report;
    prse_report *report;     /* the same, or that of services */
    const struct cli_online *online; /* NULL: no service was asked */
    int brief;               /* cards show the least */
    cli_day day;
    cli_buffer date; /* the same as text */
} cli_company;

/* Each complains when it fails. Close in every case. */
cli_exit cli_company_open(cli_company *company, const cli_context *cli);
cli_exit cli_company_read_facts(cli_company *company);
cli_exit cli_company_evaluate(cli_company *company);
void cli_company_close(cli_company *company);

/* Open, read the facts, evaluate. */
cli_exit cli_company_answer(cli_company *company, const cli_context *cli);

/* The day that --at gives, else today. */
cli_day cli_day_of_law(const cli_context *cli);
/* Loads a pack by name; with the overlays of the command line if wanted. */
cli_exit cli_pack_open(prse_pack **out, prse_engine *engine,
                       const cli_context *cli, const char *name,
                       int with_overlays);
/* The same with the overlays, and one more above them; NULL: none. */
cli_exit cli_pack_open_under(prse_pack **out, prse_engine *engine,
                             const cli_context *cli, const char *name,
                             const char *last);
/* The value of a fact as it is written; empty when it is missing. */
prse_str cli_company_fact(const cli_company *company, const char *id);

#endif
