/* SPDX-License-Identifier: Apache-2.0 */
/* What registers say of one unit. */
#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/days.h"
#include "cli/json_string.h"
#include "cli/number.h"
#include "cli/services.h"
#include "cli/traces.h"
#include "cli/unit.h"

enum { HANG = 28 };

typedef struct showing {
    const cli_context *cli;
    cli_services services;
    prse_company *company;
    prse_units *beside; /* what the offline register says; NULL: nothing */
    prse_unit unit;
} showing;

/* A value of a register as people read it. */
static void add_value(cli_buffer *out, const showing *s,
                      const cli_unit_field *field, prse_str value)
{
    const cli_context *cli = s->cli;
    if (field->is_flag || field->label == TEXT_UNIT_ESS ||
        field->label == TEXT_UNIT_MISSION)
        cli_buffer_add_text(out, cli_text(cli, value.ptr[0] == 't' ||
                                                       value.ptr[0] == 'O'
                                                   ? TEXT_YES
                                                   : TEXT_NO));
    else if (field->label == TEXT_UNIT_HEADCOUNT)
        cli_unit_add_headcount(out, cli, value);
    else if (field->label == TEXT_UNIT_SOURCE)
        cli_add_source(out, cli, value);
    else if (field->label == TEXT_UNIT_SEAT ||
             field->label == TEXT_UNIT_SIREN)
        cli_add_number_groups(out, value);
    else
        cli_day_add_text(out, cli, value);
}

/* What is shown elsewhere, or says nothing worth a line. */
static int is_dull(const showing *s, const cli_unit_field *field,
                   prse_str value)
{
    switch (field->label) {
    case TEXT_UNIT_SIREN:
    case TEXT_UNIT_NAME:
    case TEXT_UNIT_SOURCE:
    case TEXT_UNIT_UPDATED:
        return 1;
    case TEXT_UNIT_HEADCOUNT_YEAR:
        return value.len == 0 || cli_str_is(s->unit.tranche_effectif, "NN");
    case TEXT_UNIT_PARTIAL:
    case TEXT_UNIT_PERSON:
        return !cli_str_is(value, "true");
    default:
        return value.len == 0;
    }
}

static void show_fields(cli_page *page, const showing *s)
{
    for (size_t i = 0; i < cli_unit_field_count(); i++) {
        const cli_unit_field *field = cli_unit_field_at(i);
        prse_str value = cli_unit_value(&s->unit, field);
        cli_buffer text = {0};
        if (is_dull(s, field, value))
            continue;
        add_value(&text, s, field, value);
        cli_page_item(page, 2, HANG, CLI_DIM,
                      cli_text(s->cli, field->label), cli_buffer_str(&text));
        cli_buffer_free(&text);
    }
}

/* "Annuaire des entreprises, au 18 mars 2026" */
static void show_source(cli_page *page, const showing *s)
{
    cli_buffer line = {0}, source = {0}, day = {0};
    cli_add_source(&source, s->cli, s->unit.source);
    cli_day_add_text(&day, s->cli, s->unit.date_mise_a_jour);
    prse_str values[] = {cli_buffer_str(&source), cli_buffer_str(&day)};
    if (day.len > 0)
        cli_add_words(&line, s->cli, TEXT_SOURCE_OF_DAY, values, 2);
    else
        cli_buffer_add(&line, values[0]);
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&line);
    cli_buffer_free(&source);
    cli_buffer_free(&day);
}

static void show_title(cli_page *page, const showing *s)
{
    cli_buffer title = {0};
    cli_unit_add_name(&title, s->cli, &s->unit);
    cli_buffer_add_text(&title, " · SIREN ");
    cli_add_number_groups(&title, s->unit.siren);
    cli_page_title(page, cli_buffer_str(&title));
    show_source(page, s);
    cli_page_blank(page);
    cli_buffer_free(&title);
}

static void show_warnings(cli_page *page, const showing *s)
{
    size_t count = prse_company_warning_count(s->company);
    for (size_t i = 0; i < count; i++)
        cli_page_item(page, 0, 2, CLI_YELLOW, "!",
                      prse_company_warning(s->company, i, s->cli->lang));
    if (count > 0)
        cli_page_blank(page);
}

static prse_status trace_at(const void *of, size_t index, prse_trace *out,
                            prse_error *err)
{
    return prse_company_trace(of, index, out, err);
}

static cli_exit write_page(showing *s)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, cli_args_value(s->cli->args,
                                                         OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    show_title(&page, s);
    show_fields(&page, s);
    cli_page_blank(&page);
    show_warnings(&page, s);
    cli_page_heading(&page, CLI_BOLD,
                     prse_str_of(cli_text(s->cli, TEXT_SERVICES_ASKED)));
    cli_traces_show(&page, s->cli, trace_at, s->company);
    return cli_output_close(&out, code);
}

static void add_trace_json(cli_buffer *out, const prse_trace *trace)
{
    cli_buffer_add_text(out, "    {");
    cli_json_add_member(out, "service", trace->name);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "etat",
                        prse_str_of(prse_outcome_name(
                            (prse_outcome)trace->outcome)));
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "origine", cli_origin_name(trace->origin));
    cli_buffer_add_text(out, ", \"http\": ");
    cli_buffer_add_number(out, trace->http);
    cli_buffer_add_text(out, ", \"ms\": ");
    cli_buffer_add_number(out, trace->took_ms);
    cli_buffer_add_text(out, ", \"age_ms\": ");
    cli_buffer_add_number(out, trace->age_ms);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "message", trace->message);
    cli_buffer_add_char(out, '}');
}

static void add_warnings_json(cli_buffer *out, const showing *s)
{
    cli_buffer_add_text(out, ",\n  \"avertissements\": [");
    for (size_t i = 0; i < prse_company_warning_count(s->company); i++) {
        cli_buffer_add_text(out, i > 0 ? ",\n    " : "\n    ");
        cli_json_add_string(out, prse_company_warning(s->company, i,
                                                      s->cli->lang));
    }
    cli_buffer_add_char(out, ']');
}

static cli_exit write_json(const showing *s)
{
    cli_buffer text = {0};
    cli_buffer_add_text(&text, "{\n  \"unite\": ");
    cli_unit_add_json(&text, &s->unit, "\n    ");
    add_warnings_json(&text, s);
    cli_buffer_add_text(&text, ",\n  \"services\": [");
    for (size_t i = 0;; i++) {
        prse_trace trace = {.size = sizeof trace};
        if (prse_company_trace(s->company, i, &trace, NULL) != PRSE_OK)
            break;
        cli_buffer_add_text(&text, i > 0 ? ",\n" : "\n");
        add_trace_json(&text, &trace);
    }
    cli_buffer_add_text(&text, "]\n}\n");
    cli_exit code = cli_output_text(s->cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

static cli_exit find(showing *s, const prse_number *number)
{
    prse_error err;
    prse_str text = prse_str_of(number->text);
    prse_status status =
        prse_company_find(&s->company, s->services.all, text,
                          &s->services.asked, &err);
    if (status != PRSE_OK)
        return cli_services_complain_unit(&s->services, &err, text);
    s->unit = (prse_unit){.size = sizeof s->unit};
    if (prse_company_unit(s->company, &s->unit, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_run_company(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    showing s = {.cli = cli};
    cli_buffer text = {0};
    prse_number number;
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_operands_join(&text, cli, 0, TEXT_NUMBER_MISSING);
    if (code == CLI_OK)
        code = cli_number_read(&number, cli, cli_buffer_str(&text));
    if (code == CLI_OK)
        code = cli_services_open(&s.services, cli);
    if (code == CLI_OK)
        code = find(&s, &number);
    if (code == CLI_OK)
        code = format == 1 ? write_json(&s) : write_page(&s);
    prse_company_free(s.company);
    cli_services_close(&s.services);
    cli_buffer_free(&text);
    return code;
}
