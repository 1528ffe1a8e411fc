/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/search_filters.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/number.h"
#include "cli/unit.h"
#include "cli/unit_table.h"

/* d: a digit, A: a digit or a capital; anything else is itself. 1 when the
 * text is a beginning of the shape, of at least so many characters. */
static int is_shaped(const char *text, const char *shape, size_t least)
{
    size_t i = 0;
    for (; text[i]; i++) {
        int digit = text[i] >= '0' && text[i] <= '9';
        int capital = text[i] >= 'A' && text[i] <= 'Z';
        if (shape[i] == 'd' ? !digit
            : shape[i] == 'A' ? !digit && !capital
            : shape[i] != text[i])
            return 0;
    }
    return i >= least;
}

static int is_department(const char *text)
{
    return is_shaped(text, "dA", 2) || is_shaped(text, "97d", 3) ||
           is_shaped(text, "98d", 3);
}

static int is_activity(const char *text)
{
    return is_shaped(text, "dd.ddA", 2);
}

static int is_legal_form(const char *text)
{
    return is_shaped(text, "dddd", 1);
}

/* Codes of Insee with commas between. */
static int is_headcount(const char *text)
{
    for (;;) {
        prse_str code = {text, strcspn(text, ",")};
        if (!cli_unit_is_class(code))
            return 0;
        if (text[code.len] == '\0')
            return 1;
        text += code.len + 1;
    }
}

static const struct {
    cli_option_id option;
    int (*is_right)(const char *text);
    cli_text_id wanted;
    size_t offset; /* of the filter in the options of a search */
} filters[] = {
    {OPTION_DEPARTEMENT, is_department, TEXT_WANTS_DEPARTMENT,
     offsetof(prse_search_options, departement)},
    {OPTION_NAF, is_activity, TEXT_WANTS_NAF,
     offsetof(prse_search_options, naf)},
    {OPTION_CATEGORIE_JURIDIQUE, is_legal_form, TEXT_WANTS_LEGAL_FORM,
     offsetof(prse_search_options, categorie_juridique)},
    {OPTION_TRANCHE_EFFECTIF, is_headcount, TEXT_WANTS_HEADCOUNT,
     offsetof(prse_search_options, tranche_effectif)},
};

static cli_exit refuse(const cli_context *cli, cli_option_id id,
                       cli_text_id wanted, const char *text)
{
    prse_str values[] = {prse_str_of(cli_option_of(id)->name),
                         prse_str_of(cli_text(cli, wanted)),
                         prse_str_of(text)};
    return cli_complain(cli, CLI_USAGE, TEXT_WRONG_FILTER, values, 3);
}

static cli_exit read_limit(prse_search_options *out, const cli_context *cli)
{
    enum { MOST = 25 };
    const char *text = cli_args_value(cli->args, OPTION_LIMIT);
    if (!text)
        return CLI_OK;
    long limit = is_shaped(text, "dd", 1) ? strtol(text, NULL, 10) : 0;
    if (limit < 1 || limit > MOST)
        return refuse(cli, OPTION_LIMIT, TEXT_WANTS_LIMIT, text);
    out->limit = (uint32_t)limit;
    return CLI_OK;
}

cli_exit cli_search_filters(prse_search_options *out, const cli_context *cli)
{
    *out = (prse_search_options){.size = sizeof *out};
    out->only_open = cli_args_value(cli->args, OPTION_OPEN) != NULL;
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        const char *text = cli_args_value(cli->args, filters[i].option);
        if (!text)
            continue;
        if (!filters[i].is_right(text))
            return refuse(cli, filters[i].option, filters[i].wanted, text);
        prse_str value = prse_str_of(text);
        memcpy((char *)out + filters[i].offset, &value, sizeof value);
    }
    return read_limit(out, cli);
}

cli_exit cli_search_with(const cli_context *cli, cli_searcher *search)
{
    prse_search_options left_out;
    cli_buffer text = {0};
    size_t format = 0;
    cli_exit code = cli_units_format(&format, cli);
    if (code == CLI_OK)
        code = cli_search_filters(&left_out, cli);
    if (code == CLI_OK)
        code = cli_operands_join(&text, cli, 0, TEXT_SEARCH_MISSING);
    if (code == CLI_OK)
        code = search(cli, cli_buffer_str(&text), &left_out, format);
    cli_buffer_free(&text);
    return code;
}
