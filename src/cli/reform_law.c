/* SPDX-License-Identifier: Apache-2.0 */
/* The law before and after, and what it changes whoever is concerned. */
#include <stdlib.h>

#include "cli/complain.h"
#include "cli/company.h"
#include "cli/json_value.h"
#include "cli/reform.h"

static cli_exit open_packs(cli_reform *r)
{
    const char *before = cli_args_value(r->cli->args, OPTION_PACK);
    const char *after = cli_args_value(r->cli->args, OPTION_AGAINST);
    prse_error err;
    if (!before)
        before = "fr-rse";
    if (prse_engine_new(&r->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_pack_open(&r->packs[0], r->engine, r->cli, before, 0);
    if (code == CLI_OK)
        code = cli_pack_open(&r->packs[1], r->engine, r->cli,
                             after ? after : before, 1);
    return code;
}

static void read_dates(cli_reform *r)
{
    const char *after = cli_args_value(r->cli->args, OPTION_AT_B);
    cli_day_add_iso(&r->dates[0], cli_day_of_law(r->cli));
    cli_buffer_add(&r->dates[1], after ? prse_str_of(after)
                                       : cli_buffer_str(&r->dates[0]));
}

/* Those of the first pack in its order, then those of the second alone. */
static void add_obligations(cli_reform *r, size_t side)
{
    size_t count = prse_pack_obligation_count(r->packs[side]);
    for (size_t i = 0; i < count; i++) {
        prse_obligation_info info = {.size = sizeof info};
        if (prse_pack_obligation(r->packs[side], i, r->cli->lang, &info,
                                 NULL) != PRSE_OK)
            continue;
        size_t other = prse_pack_obligation_index(r->packs[!side], info.id);
        if (side == 1 && other != SIZE_MAX)
            continue;
        r->obligations = cli_resize(r->obligations, r->obligation_count + 1,
                                    sizeof *r->obligations);
        cli_reform_obligation *o = &r->obligations[r->obligation_count++];
        *o = (cli_reform_obligation){.id = info.id, .label = info.label};
        o->place[side] = i;
        o->place[!side] = other;
        o->touched = other == SIZE_MAX;
    }
}

static cli_exit make_plan(cli_reform *r, size_t side)
{
    prse_batch_options options = {
        .size = sizeof options,
        .columns = PRSE_BATCH_ANSWERS | PRSE_BATCH_ERRORS,
        .date = cli_buffer_str(&r->dates[side]),
        .others = PRSE_BATCH_IGNORE_OTHERS};
    prse_error err;
    prse_status status =
        prse_batch_new(&r->answers[side], r->packs[side], &options, &err);
    if (status == PRSE_OK)
        status = prse_facts_new(&r->facts[side], r->packs[side], &err);
    return status == PRSE_OK ? CLI_OK : cli_complain_error(&err);
}

/* Missing facts are worked out row by row, so only where they matter. */
static cli_exit make_missing_plan(cli_reform *r, size_t side)
{
    prse_str *ids = cli_alloc(r->obligation_count + 1, sizeof *ids);
    prse_batch_options options = {
        .size = sizeof options,
        .columns = PRSE_BATCH_MISSING,
        .date = cli_buffer_str(&r->dates[side]),
        .obligations = ids,
        .others = PRSE_BATCH_IGNORE_OTHERS};
    prse_error err;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < r->obligation_count; i++) {
        cli_reform_obligation *o = &r->obligations[i];
        int wanted = o->touched && o->place[side] != SIZE_MAX;
        o->asked[side] = wanted ? options.obligation_count : SIZE_MAX;
        if (wanted)
            ids[options.obligation_count++] = o->id;
    }
    if (options.obligation_count > 0)
        status = prse_batch_new(&r->missing[side], r->packs[side], &options,
                                &err);
    free(ids);
    return status == PRSE_OK ? CLI_OK : cli_complain_error(&err);
}

/* --- The symbolic difference --- */

static size_t state_of(prse_str word)
{
    static const char *const words[CLI_REFORM_STATES] = {
        [PRSE_NOT_SUBJECT] = "no",
        [PRSE_SUBJECT] = "yes",
        [PRSE_UNKNOWN] = "unknown",
        [PRSE_RECOMMENDED] = "recommended",
        [PRSE_INSUFFICIENT] = "insufficient",
        [CLI_REFORM_ABSENT] = "absent"};
    size_t i = 0;
    while (i < CLI_REFORM_ABSENT && !cli_json_is(word, words[i]))
        i++;
    return i;
}

static void note_change(cli_reform *r, prse_str change)
{
    cli_buffer id = {0};
    if (!cli_json_is(cli_json_at(change, "kind"), "applies"))
        return;
    cli_json_add_value(&id, cli_json_at(change, "obligation"));
    for (size_t i = 0; i < r->obligation_count; i++) {
        cli_reform_obligation *o = &r->obligations[i];
        if (!cli_str_is(o->id, id.text))
            continue;
        o->touched = 1;
        o->named[state_of(cli_json_at(change, "from"))]
                [state_of(cli_json_at(change, "to"))] = 1;
    }
    cli_buffer_free(&id);
}

static cli_exit compare(cli_reform *r)
{
    prse_diff_options options = {.size = sizeof options,
                                 .format = PRSE_FORMAT_TEXT,
                                 .lang = r->cli->lang,
                                 .date_a = cli_buffer_str(&r->dates[0]),
                                 .date_b = cli_buffer_str(&r->dates[1])};
    prse_error err;
    prse_status status = prse_pack_diff(&r->difference, NULL, r->packs[0],
                                        r->packs[1], &options, &err);
    options.format = PRSE_FORMAT_JSON;
    if (status == PRSE_OK)
        status = prse_pack_diff(&r->difference_json, NULL, r->packs[0],
                                r->packs[1], &options, &err);
    if (status != PRSE_OK)
        return cli_complain_error(&err);
    prse_str list =
        cli_json_at(prse_text_str(r->difference_json), "differences");
    prse_str change;
    for (size_t at = 0; cli_json_item(list, &at, &change);)
        note_change(r, change);
    return CLI_OK;
}

cli_exit cli_reform_open_law(cli_reform *r)
{
    cli_exit code = open_packs(r);
    if (code != CLI_OK)
        return code;
    read_dates(r);
    add_obligations(r, 0);
    add_obligations(r, 1);
    for (size_t side = 0; side < 2 && code == CLI_OK; side++)
        code = make_plan(r, side);
    if (code == CLI_OK)
        code = compare(r);
    for (size_t side = 0; side < 2 && code == CLI_OK; side++)
        code = make_missing_plan(r, side);
    return code;
}
