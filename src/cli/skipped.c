/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/skipped.h"

#include <stdlib.h>

#include "cli/complain.h"

/* Suppositions in one search: keeps many unknown facts from taking long. */
enum { MOST_SUPPOSED = 256 };

void cli_skipped_add(cli_skipped *skipped, const cli_question *question)
{
    if (skipped->count == skipped->room) {
        skipped->room = skipped->room ? skipped->room * 2 : 8;
        skipped->facts = cli_resize(skipped->facts, skipped->room,
                                    sizeof *skipped->facts);
    }
    skipped->facts[skipped->count++] =
        (prse_fact_use){question->fact, question->year, 0};
}

void cli_skipped_free(cli_skipped *skipped)
{
    free(skipped->facts);
    *skipped = (cli_skipped){0};
}

static int is_skipped(const cli_skipped *skipped, const cli_question *question)
{
    for (size_t i = 0; i < skipped->count; i++)
        if (skipped->facts[i].fact == question->fact &&
            skipped->facts[i].year == question->year)
            return 1;
    return 0;
}

/* What is known of the fact now, to be put back later. */
static void remember(cli_buffer *out, const cli_company *company,
                     const cli_question *question)
{
    for (size_t i = 0; i < prse_facts_count(company->facts); i++) {
        prse_fact_state state = {.size = sizeof state};
        if (prse_facts_get(company->facts, i, &state, NULL) == PRSE_OK &&
            state.fact == question->fact && state.year == question->year &&
            state.given)
            cli_buffer_add(out, state.value);
    }
}

static cli_exit set(cli_company *company, const cli_question *question,
                    const cli_buffer *value)
{
    prse_error err;
    if (prse_facts_set(company->facts, question->id, question->year,
                       cli_buffer_str(value), &err) != PRSE_OK)
        return cli_complain_error(&err);
    return CLI_OK;
}

typedef struct search {
    const cli_skipped *skipped;
    cli_company *company;
    int left; /* suppositions still allowed */
} search;

static cli_exit look(cli_question *out, search *s);

static cli_exit suppose(cli_question *out, search *s,
                        const cli_question *asked, const cli_buffer *value)
{
    cli_exit code = set(s->company, asked, value);
    return code == CLI_OK ? look(out, s) : code;
}

static cli_exit look(cli_question *out, search *s)
{
    cli_exit code = cli_company_evaluate(s->company);
    if (code == CLI_OK)
        code = cli_question_read(out, s->company);
    if (code != CLI_OK || !out->found || !is_skipped(s->skipped, out))
        return code;
    if (s->left-- <= 0) {
        out->found = 0;
        return CLI_OK;
    }
    cli_question asked = *out;
    cli_buffer known = {0};
    *out = (cli_question){0};
    remember(&known, s->company, &asked);
    code = suppose(out, s, &asked, &asked.yes);
    if (code == CLI_OK && !out->found)
        code = suppose(out, s, &asked, &asked.no);
    cli_exit back = set(s->company, &asked, &known);
    cli_question_free(&asked);
    cli_buffer_free(&known);
    return code == CLI_OK ? back : code;
}

cli_exit cli_skipped_question(cli_question *out, const cli_skipped *skipped,
                              cli_company *company)
{
    search s = {skipped, company, MOST_SUPPOSED};
    cli_exit code = look(out, &s);
    return code == CLI_OK ? cli_company_evaluate(company) : code;
}
