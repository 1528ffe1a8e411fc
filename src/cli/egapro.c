/* SPDX-License-Identifier: Apache-2.0 */
/* What Egapro knows of a company: the declaration of a year, the scores of
 * all years, women and men among leaders. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/days.h"
#include "cli/egapro_page.h"
#include "cli/json_value.h"
#include "cli/number.h"
#include "cli/output.h"
#include "cli/services.h"

/* A last operand of four digits is a year; 0: it is none. */
static int32_t year_of(const cli_args *args)
{
    const char *last = args->operand_count > 1
                           ? args->operands[args->operand_count - 1]
                           : "";
    if (strlen(last) != 4 || strspn(last, "0123456789") != 4)
        return 0;
    return (int32_t)strtol(last, NULL, 10);
}

static cli_exit ask(prse_text **out, const cli_services *services,
                    prse_record what, const prse_number *number, int32_t year)
{
    prse_error err;
    if (prse_services_record(out, services->all, what,
                             prse_str_of(number->siren), year,
                             &services->asked, &err) == PRSE_OK)
        return CLI_OK;
    *out = NULL;
    return cli_services_complain(services, &err);
}

/* The declaration comes last: Egapro fails on some, and the library then
 * leaves Egapro alone for a while. */
static cli_exit ask_all(cli_egapro *records, const cli_services *services,
                        const prse_number *number, int32_t year)
{
    static const prse_record what[CLI_EGAPRO_RECORDS] = {
        PRSE_RECORD_EGAPRO, PRSE_RECORD_EGAPRO_SCORES,
        PRSE_RECORD_EGAPRO_BALANCE};
    cli_exit code = CLI_OK;
    for (size_t i = CLI_EGAPRO_RECORDS; i > 0 && code == CLI_OK; i--)
        code = ask(&records->texts[i - 1], services, what[i - 1], number,
                   year);
    return code;
}

/* The members of the three records in one object, as they are. */
static cli_exit write_json(const cli_context *cli, const cli_egapro *records)
{
    cli_buffer text = {0};
    cli_buffer_add_char(&text, '{');
    for (size_t i = 0; i < CLI_EGAPRO_RECORDS; i++) {
        prse_str record = prse_text_str(records->texts[i]), name, value;
        for (size_t at = 0; cli_json_next(record, &at, &name, &value);) {
            cli_buffer_add_text(&text, i > 0 ? ",\n\"" : "\n\"");
            cli_buffer_add(&text, name);
            cli_buffer_add_text(&text, "\": ");
            cli_buffer_add(&text, value);
        }
    }
    cli_buffer_add_text(&text, "\n}\n");
    cli_exit code = cli_output_text(cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

/* A declaration that is not there is a finding; no answer is none. */
static cli_exit verdict(const cli_egapro *records)
{
    prse_str state = cli_json_at(prse_text_str(records->texts[0]),
                                 "egapro.etat");
    if (cli_json_is(state, "lue") || cli_egapro_hides(records) == 2)
        return CLI_OK;
    return cli_json_is(state, "absente") ? CLI_FINDINGS : CLI_IO;
}

static cli_exit run(const cli_context *cli, const prse_number *number,
                    int32_t year, size_t format)
{
    cli_services services;
    cli_egapro records = {.number = number, .year = year};
    cli_exit code = cli_services_open(&services, cli);
    if (code == CLI_OK)
        code = ask_all(&records, &services, number, year);
    if (code == CLI_OK)
        code = format == 1 ? write_json(cli, &records)
                           : cli_egapro_write(cli, &records);
    if (code == CLI_OK)
        code = verdict(&records);
    for (size_t i = 0; i < CLI_EGAPRO_RECORDS; i++)
        prse_text_free(records.texts[i]);
    cli_services_close(&services);
    return code;
}

cli_exit cli_run_egapro(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    cli_buffer text = {0};
    prse_number number;
    size_t format = 0;
    int32_t year = year_of(cli->args);
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_operands_join(&text, cli, year > 0, TEXT_NUMBER_MISSING);
    if (code == CLI_OK)
        code = cli_number_read(&number, cli, cli_buffer_str(&text));
    /* Scores of a year are declared in the next. */
    if (code == CLI_OK)
        code = run(cli, &number, year > 0 ? year : cli_day_today().year - 1,
                   format);
    cli_buffer_free(&text);
    return code;
}
