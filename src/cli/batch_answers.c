/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_answers.h"

#include <string.h>

#include "cli/complain.h"

static cli_exit add_subject(cli_buffer *out, cli_company *company,
                            const cli_batch_answer *column)
{
    static const char *const names[] = {
        [PRSE_NOT_SUBJECT] = "0",  [PRSE_SUBJECT] = "1",
        [PRSE_UNKNOWN] = "?",      [PRSE_RECOMMENDED] = "0",
        [PRSE_INSUFFICIENT] = "INSUFFISANT",
    };
    cli_buffer_add_text(out, names[prse_report_answer(company->report,
                                                      column->obligation)]);
    return CLI_OK;
}

static cli_exit add_criteria(cli_buffer *out, cli_company *company,
                             const cli_batch_answer *column)
{
    const char *between = "";
    for (uint32_t i = 0; i < column->criteria; i++) {
        prse_part_info part = {.size = sizeof part};
        if (prse_report_criterion(company->report, column->obligation, i) !=
                1 ||
            prse_pack_part(company->pack, column->obligation,
                           PRSE_PART_CRITERION, i, company->cli->lang,
                           &part) != PRSE_OK)
            continue;
        cli_buffer_add_text(out, between);
        cli_buffer_add(out, part.id);
        between = "+";
    }
    return CLI_OK;
}

static int is(prse_str text, const char *word)
{
    return text.len == strlen(word) &&
           memcmp(text.ptr, word, text.len) == 0;
}

static cli_exit add_output(cli_buffer *out, cli_company *company,
                           const cli_batch_answer *column)
{
    prse_str value;
    prse_error err;
    int known = 0;
    if (prse_report_output(&value, company->report, column->obligation,
                           column->output, &known, &err) != PRSE_OK)
        return cli_complain_error(&err);
    if (!known)
        cli_buffer_add_char(out, '?');
    else if (is(value, "true"))
        cli_buffer_add_char(out, '1');
    else if (is(value, "false"))
        cli_buffer_add_char(out, '0');
    else
        cli_buffer_add(out, value);
    return CLI_OK;
}

static cli_exit add_status(cli_buffer *out, cli_company *company,
                           const cli_batch_answer *column)
{
    static const char *const names[] = {
        [PRSE_TO_UPDATE] = "a_actualiser",
        [PRSE_IN_PROGRESS] = "en_cours",
        [PRSE_UP_TO_DATE] = "a_jour",
        [PRSE_NOT_FOLLOWED] = "soumis",
        [PRSE_NOT_CONCERNED] = "non_soumis",
        [PRSE_ADVISED] = "recommande",
    };
    prse_compliance status;
    prse_error err;
    if (prse_report_compliance(company->report, column->obligation, &status,
                               &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_buffer_add_text(out, status <= PRSE_ADVISED ? names[status]
                                                    : "incalculable");
    return CLI_OK;
}

cli_exit cli_batch_add_answer(cli_buffer *out, cli_company *company,
                              const cli_batch_answer *column)
{
    static cli_exit (*const kinds[])(cli_buffer *, cli_company *,
                                     const cli_batch_answer *) = {
        [CLI_BATCH_SUBJECT] = add_subject,
        [CLI_BATCH_CRITERIA] = add_criteria,
        [CLI_BATCH_OUTPUT] = add_output,
        [CLI_BATCH_STATUS] = add_status,
    };
    return kinds[column->kind](out, company, column);
}

const char *cli_batch_unknown(const cli_batch_answer *column)
{
    return column->kind == CLI_BATCH_STATUS ? "incalculable" : "?";
}
