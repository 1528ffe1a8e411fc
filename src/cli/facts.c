/* SPDX-License-Identifier: Apache-2.0 */
/* What was understood of the facts, one by one. */
#include <string.h>

#include "cli/commands.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/json_string.h"
#include "cli/page.h"

/* One slot with its entry in the dictionary. */
typedef struct slot {
    prse_fact_state state;
    prse_fact_info info;
} slot;

static cli_exit read_slot(slot *out, const cli_company *company, size_t index)
{
    prse_error err;
    *out = (slot){.state = {.size = sizeof out->state},
                  .info = {.size = sizeof out->info}};
    if (prse_facts_get(company->known, index, &out->state, &err) ==
            PRSE_OK &&
        prse_pack_fact(company->pack, out->state.fact, company->cli->lang,
                       &out->info, &err) == PRSE_OK)
        return CLI_OK;
    return cli_complain_error(&err);
}

static void add_name(cli_buffer *out, const slot *s)
{
    cli_fact_name_add(out, s->info.id, s->state.year);
}

/* Nothing is of no unit. */
static int has_unit(const slot *s)
{
    static const char none[] = "null";
    prse_str value = s->state.value;
    return s->info.unit.len > 0 && value.len > 0 &&
           !(value.len == sizeof none - 1 &&
             memcmp(value.ptr, none, value.len) == 0);
}

static void show_given(cli_page *page, const slot *s, size_t hang)
{
    cli_buffer name = {0}, text = {0};
    add_name(&name, s);
    cli_buffer_add(&text, s->state.value);
    if (has_unit(s)) {
        cli_buffer_add_char(&text, ' ');
        cli_buffer_add(&text, s->info.unit);
    }
    cli_buffer_add_char(&text, '\n');
    cli_buffer_add(&text, s->info.label);
    if (s->state.source.len > 0) {
        cli_buffer_add_text(&text, " ← ");
        cli_buffer_add(&text, s->state.source);
    }
    cli_page_item(page, 2, hang, CLI_BOLD, name.text, cli_buffer_str(&text));
    cli_buffer_free(&name);
    cli_buffer_free(&text);
}

/* The column of the values: after the longest name, within reason. */
static size_t find_hang(const cli_company *company)
{
    enum { LEAST = 16, MOST = 36 };
    size_t widest = LEAST;
    for (size_t i = 0; i < prse_facts_count(company->known); i++) {
        slot s;
        cli_buffer name = {0};
        if (read_slot(&s, company, i) == CLI_OK && s.state.given) {
            add_name(&name, &s);
            size_t width = cli_width(cli_buffer_str(&name)) + 4;
            widest = width > widest ? width : widest;
        }
        cli_buffer_free(&name);
    }
    return widest < MOST ? widest : MOST;
}

static cli_exit show_facts(cli_page *page, const cli_company *company,
                           cli_buffer *missing)
{
    size_t hang = find_hang(company), given = 0;
    for (size_t i = 0; i < prse_facts_count(company->known); i++) {
        slot s;
        cli_exit code = read_slot(&s, company, i);
        if (code != CLI_OK)
            return code;
        if (s.state.given) {
            show_given(page, &s, hang);
            given++;
            continue;
        }
        cli_buffer_add_text(missing, missing->len > 0 ? ", " : "");
        add_name(missing, &s);
    }
    if (given == 0)
        cli_page_text(page, 2, prse_str_of(cli_text(company->cli,
                                                    TEXT_NO_FACTS)));
    return CLI_OK;
}

static void show_list(cli_page *page, const cli_company *company,
                      cli_text_id heading, const cli_buffer *list)
{
    if (list->len == 0)
        return;
    cli_page_blank(page);
    cli_page_heading(page, CLI_BOLD,
                     prse_str_of(cli_text(company->cli, heading)));
    cli_page_text(page, 2, cli_buffer_str(list));
}

static cli_exit show_page(cli_output *out, const cli_company *company)
{
    cli_page page = cli_page_on(out);
    cli_buffer missing = {0}, warnings = {0};
    cli_page_heading(&page, CLI_BOLD,
                     prse_str_of(cli_text(company->cli, TEXT_FACTS_GIVEN)));
    cli_exit code = show_facts(&page, company, &missing);
    for (size_t i = 0; i < prse_facts_warning_count(company->known); i++) {
        cli_buffer_add_text(&warnings, i > 0 ? "\n! " : "! ");
        cli_buffer_add(&warnings, prse_facts_warning(company->known, i,
                                                     company->cli->lang));
    }
    show_list(&page, company, TEXT_FACTS_WARNINGS, &warnings);
    show_list(&page, company, TEXT_FACTS_MISSING, &missing);
    cli_buffer_free(&missing);
    cli_buffer_free(&warnings);
    return code;
}

static void add_json_fact(cli_buffer *out, const slot *s)
{
    cli_buffer_add_text(out, "    {");
    cli_json_add_member(out, "id", s->info.id);
    cli_buffer_add_text(out, ", \"year\": ");
    cli_buffer_add_number(out, s->state.year);
    cli_buffer_add_text(out, s->state.given ? ", \"given\": true"
                                            : ", \"given\": false");
    cli_buffer_add_text(out, s->state.exact ? ", \"exact\": true, "
                                            : ", \"exact\": false, ");
    cli_json_add_member(out, "value", s->state.value);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "source", s->state.source);
    cli_buffer_add_text(out, ", ");
    cli_json_add_member(out, "label", s->info.label);
    cli_buffer_add_char(out, '}');
}

static void add_json_warnings(cli_buffer *out, const cli_company *company)
{
    cli_buffer_add_text(out, "  \"warnings\": [");
    for (size_t i = 0; i < prse_facts_warning_count(company->known); i++) {
        cli_buffer_add_text(out, i > 0 ? ",\n    " : "\n    ");
        cli_json_add_string(out, prse_facts_warning(company->known, i,
                                                    company->cli->lang));
    }
    cli_buffer_add_text(out, "]\n}\n");
}

static cli_exit add_json(cli_buffer *out, const cli_company *company)
{
    cli_buffer_add_text(out, "{\n  ");
    cli_json_add_member(out, "pack", prse_pack_id(company->pack));
    cli_buffer_add_text(out, ",\n  \"facts\": [\n");
    for (size_t i = 0; i < prse_facts_count(company->known); i++) {
        slot s;
        cli_exit code = read_slot(&s, company, i);
        if (code != CLI_OK)
            return code;
        cli_buffer_add_text(out, i > 0 ? ",\n" : "");
        add_json_fact(out, &s);
    }
    cli_buffer_add_text(out, "\n  ],\n");
    add_json_warnings(out, company);
    return CLI_OK;
}

static cli_exit write_json(const cli_company *company)
{
    cli_buffer text = {0};
    cli_exit code = add_json(&text, company);
    if (code == CLI_OK)
        code = cli_output_text(company->cli, cli_buffer_str(&text));
    cli_buffer_free(&text);
    return code;
}

static cli_exit write_page(const cli_company *company)
{
    cli_output out;
    cli_exit code = cli_output_open(
        &out, cli_args_value(company->cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    code = show_page(&out, company);
    return code == CLI_OK ? cli_output_close(&out, code)
                          : cli_output_drop(&out, code);
}

cli_exit cli_run_facts(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    cli_company company = {0};
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_company_open(&company, cli);
    if (code == CLI_OK)
        code = cli_company_read_facts(&company);
    if (code == CLI_OK)
        code = format == 1 ? write_json(&company) : write_page(&company);
    cli_company_close(&company);
    return code;
}
