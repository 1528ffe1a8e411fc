/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/company.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/input.h"
#include "cli/nearest.h"
#include "cli/pack_place.h"

cli_day cli_day_of_law(const cli_context *cli)
{
    const char *at = cli_args_value(cli->args, OPTION_AT);
    cli_day day;
    if (at && cli_day_read(&day, at))
        return day;
    return cli_day_today();
}

static cli_exit load(prse_pack **out, prse_engine *engine,
                     const cli_context *cli, const char *name,
                     const prse_pack_options *options)
{
    cli_buffer path = {0};
    prse_error err;
    cli_exit code = cli_pack_place(&path, cli, name);
    if (code == CLI_OK &&
        prse_pack_load(out, engine, path.text, options, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    cli_buffer_free(&path);
    return code;
}

cli_exit cli_pack_open_under(prse_pack **out, prse_engine *engine,
                             const cli_context *cli, const char *name,
                             const char *last)
{
    /* the last places hold that one and the NULL that ends the list */
    const char **overlays = cli_alloc(cli->args->given_count + 2,
                                      sizeof *overlays);
    prse_pack_options options = {sizeof options, 0, overlays};
    while ((overlays[options.overlay_count] = cli_args_nth(
                cli->args, OPTION_OVERLAY, options.overlay_count)))
        options.overlay_count++;
    if (last)
        overlays[options.overlay_count++] = last;
    cli_exit code = load(out, engine, cli, name, &options);
    free(overlays);
    return code;
}

cli_exit cli_pack_open(prse_pack **out, prse_engine *engine,
                       const cli_context *cli, const char *name,
                       int with_overlays)
{
    return with_overlays
               ? cli_pack_open_under(out, engine, cli, name, NULL)
               : load(out, engine, cli, name, NULL);
}

cli_exit cli_company_open(cli_company *company, const cli_context *cli)
{
    const char *name = cli_args_value(cli->args, OPTION_PACK);
    prse_error err;
    *company = (cli_company){.cli = cli, .day = cli_day_of_law(cli)};
    cli_day_add_iso(&company->date, company->day);
    if (prse_engine_new(&company->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_pack_open(&company->pack, company->engine, cli,
                                  name ? name : "fr-rse", 1);
    if (code != CLI_OK)
        return code;
    if (prse_facts_new(&company->facts, company->pack, &err) != PRSE_OK ||
        prse_report_new(&company->own_report, company->pack, &err) !=
            PRSE_OK)
        return cli_complain_error(&err);
    company->known = company->facts;
    company->report = company->own_report;
    return CLI_OK;
}

static cli_exit read_file(cli_company *company, const char *path)
{
    cli_buffer text = {0};
    prse_error err;
    cli_exit code = cli_input_read(&text, company->cli, path);
    if (code == CLI_OK &&
        prse_facts_set_json(company->facts, cli_buffer_str(&text),
                            cli_input_name(path), &err) != PRSE_OK)
        code = cli_complain_error(&err);
    cli_buffer_free(&text);
    return code;
}

static cli_exit refuse_fact(const cli_company *company, prse_str id)
{
    cli_nearest nearest = cli_nearest_to(id);
    for (size_t i = 0; i < prse_pack_fact_count(company->pack); i++) {
        prse_fact_info info = {.size = sizeof info};
        if (prse_pack_fact(company->pack, i, company->cli->lang, &info,
                           NULL) == PRSE_OK)
            cli_nearest_consider(&nearest, info.id);
    }
    prse_str values[] = {id, nearest.best, prse_pack_id(company->pack)};
    return cli_complain(company->cli, CLI_INPUT,
                        nearest.best.len > 0 ? TEXT_UNKNOWN_FACT_NEAR
                                             : TEXT_UNKNOWN_FACT,
                        values, 3);
}

/* fact=value or fact@-1=value; the value may hold further equals signs. */
static cli_exit set_one(cli_company *company, const char *setting)
{
    prse_error err;
    prse_str id, name = {setting, strcspn(setting, "=")};
    int32_t year;
    const char *equals = setting + name.len;
    if (*equals == '\0' || name.len == 0 ||
        !cli_fact_name_read(&id, &year, name)) {
        prse_str word = prse_str_of(setting);
        return cli_complain(company->cli, CLI_USAGE, TEXT_NOT_A_SETTING,
                            &word, 1);
    }
    if (prse_pack_fact_index(company->pack, id) == SIZE_MAX)
        return refuse_fact(company, id);
    if (prse_facts_set(company->facts, id, year, prse_str_of(equals + 1),
                       &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_company_read_facts(cli_company *company)
{
    const cli_args *args = company->cli->args;
    cli_exit code = CLI_OK;
    const char *value;
    for (size_t i = 0; code == CLI_OK &&
                       (value = cli_args_nth(args, OPTION_FACTS, i)); i++)
        code = read_file(company, value);
    for (size_t i = 0; code == CLI_OK &&
                       (value = cli_args_nth(args, OPTION_SET, i)); i++)
        code = set_one(company, value);
    return code;
}

cli_exit cli_company_evaluate(cli_company *company)
{
    prse_error err;
    if (prse_report_evaluate(company->report, company->facts,
                             cli_buffer_str(&company->date), &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

cli_exit cli_company_answer(cli_company *company, const cli_context *cli)
{
    cli_exit code = cli_company_open(company, cli);
    if (code == CLI_OK)
        code = cli_company_read_facts(company);
    if (code == CLI_OK)
        code = cli_company_evaluate(company);
    return code;
}

void cli_company_close(cli_company *company)
{
    prse_report_free(company->own_report);
    prse_facts_free(company->facts);
    prse_pack_unref(company->pack);
    prse_engine_unref(company->engine);
    cli_buffer_free(&company->date);
    *company = (cli_company){0};
}

prse_str cli_company_fact(const cli_company *company, const char *id)
{
    size_t fact = prse_pack_fact_index(company->pack, prse_str_of(id));
    for (size_t i = 0; i < prse_facts_count(company->known); i++) {
        prse_fact_state state = {.size = sizeof state};
        if (prse_facts_get(company->known, i, &state, NULL) == PRSE_OK &&
            state.fact == fact && state.year == 0 && state.given &&
            state.exact)
            return state.value;
    }
    return (prse_str){NULL, 0};
}
