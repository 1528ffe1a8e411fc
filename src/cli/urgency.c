/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/urgency.h"

#include <stdlib.h>

#include "cli/complain.h"
#include "cli/deadlines.h"

static cli_status status_of(prse_answer answer, prse_compliance compliance)
{
    switch (answer) {
    case PRSE_SUBJECT:
        return compliance == PRSE_TO_UPDATE     ? CLI_TO_UPDATE
               : compliance == PRSE_IN_PROGRESS ? CLI_IN_PROGRESS
               : compliance == PRSE_UP_TO_DATE  ? CLI_UP_TO_DATE
                                                : CLI_SUBJECT;
    case PRSE_NOT_SUBJECT:
        return CLI_NOT_SUBJECT;
    case PRSE_RECOMMENDED:
        return CLI_RECOMMENDED;
    case PRSE_INSUFFICIENT:
        return CLI_INSUFFICIENT;
    default:
        return CLI_UNDECIDED;
    }
}

static cli_exit read_one(cli_urgency *out, cli_company *company,
                         size_t obligation)
{
    prse_compliance compliance;
    prse_error err;
    cli_deadlines list = {0};
    if (prse_report_compliance(company->report, obligation, &compliance,
                               &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_deadlines_add(&list, company, obligation);
    cli_deadlines_sort(&list);
    const cli_deadline *next = cli_deadlines_pressing(&list, company->day);
    *out = (cli_urgency){
        .obligation = obligation,
        .status = status_of(prse_report_answer(company->report, obligation),
                            compliance),
        .has_day = next != NULL};
    if (next)
        out->day = next->day;
    cli_deadlines_free(&list);
    return code;
}

static int compare(const void *left, const void *right)
{
    const cli_urgency *a = left, *b = right;
    if (a->status != b->status)
        return a->status < b->status ? -1 : 1;
    if (a->has_day != b->has_day)
        return b->has_day - a->has_day;
    int order = a->has_day ? cli_day_compare(a->day, b->day) : 0;
    return order ? order : (a->obligation > b->obligation) -
                               (a->obligation < b->obligation);
}

cli_exit cli_urgency_list(cli_urgency **out, cli_company *company)
{
    size_t count = prse_pack_obligation_count(company->pack);
    cli_exit code = CLI_OK;
    *out = cli_alloc(count, sizeof **out);
    for (size_t i = 0; i < count && code == CLI_OK; i++)
        code = read_one(&(*out)[i], company, i);
    if (code == CLI_OK && count > 0)
        qsort(*out, count, sizeof **out, compare);
    return code;
}
