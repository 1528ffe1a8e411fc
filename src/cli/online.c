/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/online.h"

#include "cli/amounts.h"
#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/output.h"
#include "cli/traces.h"
#include "cli/unit.h"

static void add_part(cli_buffer *line, prse_str text)
{
    if (text.len == 0)
        return;
    cli_buffer_add_text(line, line->len > 0 ? " · " : "");
    cli_buffer_add(line, text);
}

/* "100 à 199 salariés (2025)" */
static void add_headcount(cli_buffer *line, const cli_context *cli,
                          const prse_unit *unit)
{
    cli_buffer class = {0}, text = {0};
    if (unit->tranche_effectif.len == 0 ||
        cli_str_is(unit->tranche_effectif, "NN"))
        return;
    cli_unit_add_headcount(&class, cli, unit->tranche_effectif);
    prse_str values[] = {cli_buffer_str(&class), unit->annee_effectif};
    cli_add_words(&text, cli, unit->annee_effectif.len > 0
                                  ? TEXT_STAFF_OF_YEAR
                                  : TEXT_STAFF, values, 2);
    add_part(line, cli_buffer_str(&text));
    cli_buffer_free(&class);
    cli_buffer_free(&text);
}

static void show_unit_line(cli_page *page, const cli_context *cli,
                           const prse_unit *unit)
{
    cli_buffer line = {0}, place = {0}, naf = {0};
    cli_unit_add_place(&place, unit);
    add_part(&line, cli_buffer_str(&place));
    if (unit->naf.len > 0) {
        cli_buffer_add_text(&naf, "NAF ");
        cli_buffer_add(&naf, unit->naf);
        add_part(&line, cli_buffer_str(&naf));
    }
    add_headcount(&line, cli, unit);
    if (unit->open == 0)
        add_part(&line, prse_str_of(cli_text(cli, TEXT_CEASED)));
    if (line.len > 0)
        cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&line);
    cli_buffer_free(&place);
    cli_buffer_free(&naf);
}

void cli_online_show_unit(cli_page *page, const cli_company *company)
{
    prse_unit unit = {.size = sizeof unit};
    cli_buffer title = {0};
    int known = prse_dashboard_unit(company->online->dashboard, &unit,
                                    NULL) == PRSE_OK;
    if (known) {
        cli_unit_add_name(&title, company->cli, &unit);
        cli_buffer_add_text(&title, " · ");
    }
    cli_buffer_add_text(&title, "SIREN ");
    cli_add_number_groups(&title,
                          prse_str_of(company->online->number->siren));
    cli_page_title(page, cli_buffer_str(&title));
    if (known)
        show_unit_line(page, company->cli, &unit);
    cli_buffer_free(&title);
}

static prse_status trace_at(const void *of, size_t index, prse_trace *out,
                            prse_error *err)
{
    return prse_dashboard_trace(of, index, out, err);
}

void cli_online_show_gaps(cli_page *page, const cli_company *company)
{
    const cli_context *cli = company->cli;
    prse_unit unit = {.size = sizeof unit};
    const prse_dashboard *dashboard = company->online->dashboard;
    cli_traces_warn(page, cli, trace_at, dashboard);
    cli_text_id text =
        prse_dashboard_unit(dashboard, &unit, NULL) != PRSE_OK
            ? TEXT_NO_REGISTER_ANSWERED
        : !prse_dashboard_partial(dashboard)       ? TEXT_NONE
        : company->online->services->asked.offline ? TEXT_PARTIAL_OFFLINE
                                                   : TEXT_PARTIAL;
    if (text != TEXT_NONE)
        cli_page_item(page, 0, 2, CLI_YELLOW, "!",
                      prse_str_of(cli_text(cli, text)));
}

static cli_exit show_fact(cli_page *page, const cli_company *company,
                          const prse_fact_state *state)
{
    prse_lang lang = company->cli->lang;
    prse_fact_info info = {.size = sizeof info};
    prse_error err;
    prse_str why;
    cli_buffer name = {0}, text = {0};
    if (prse_pack_fact(company->pack, state->fact, lang, &info, &err) !=
            PRSE_OK ||
        prse_dashboard_why(&why, company->online->dashboard, state->fact,
                           state->year, lang, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_fact_name_add(&name, info.id, state->year);
    cli_buffer_add_text(&name, " = ");
    cli_buffer_add(&name, state->value);
    cli_buffer_add(&text, why.len > 0 ? why : state->source);
    cli_page_line(page, 2, CLI_BOLD, cli_buffer_str(&name));
    cli_page_text(page, 4, cli_buffer_str(&text));
    cli_buffer_free(&name);
    cli_buffer_free(&text);
    return CLI_OK;
}

static cli_exit show_facts(cli_page *page, const cli_company *company)
{
    cli_exit code = CLI_OK;
    cli_page_heading(page, CLI_BOLD,
                     prse_str_of(cli_text(company->cli, TEXT_FACTS_GIVEN)));
    for (size_t i = 0; i < prse_facts_count(company->known) &&
                       code == CLI_OK; i++) {
        prse_fact_state state = {.size = sizeof state};
        prse_error err;
        if (prse_facts_get(company->known, i, &state, &err) != PRSE_OK)
            return cli_complain_error(&err);
        if (state.given)
            code = show_fact(page, company, &state);
    }
    cli_page_blank(page);
    return code;
}

cli_exit cli_online_show_details(cli_page *page, const cli_company *company)
{
    cli_exit code = show_facts(page, company);
    if (code != CLI_OK)
        return code;
    cli_page_heading(page, CLI_BOLD,
                     prse_str_of(cli_text(company->cli,
                                          TEXT_SERVICES_ASKED)));
    cli_traces_show(page, company->cli, trace_at,
                    company->online->dashboard);
    cli_page_blank(page);
    return CLI_OK;
}

cli_exit cli_online_json(const cli_company *company)
{
    prse_text *text = NULL;
    prse_error err;
    if (prse_dashboard_json(&text, company->online->dashboard,
                            company->cli->lang, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(company->cli, prse_text_str(text));
    prse_text_free(text);
    return code;
}
