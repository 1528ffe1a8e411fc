/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_diff.h"

#include "base/error.h"
#include "base/options.h"

/* --- What both writers share --- */

const prse__obligation *prse__diff_obligation(const prse__diff_page *page,
                                              size_t side, size_t index)
{
    return &page->packs[side]->tree->obligations[index];
}

prse_str prse__diff_item(const prse__diff_page *page, size_t side,
                         size_t obligation, prse__part part, size_t item)
{
    const prse__obligation *o = prse__diff_obligation(page, side, obligation);
    if (part == PRSE__PART_CRITERION)
        return o->criteria[item].id;
    return part == PRSE__PART_OUTPUT ? o->outputs[item].id : PRSE_STR("");
}

void prse__diff_name(prse__buf *buf, const prse__var *var)
{
    prse__buf_add(buf, var->fact->id);
    if (var->year)
        prse__buf_addf(buf, "@%d", (int)var->year);
}

void prse__diff_when(prse__buf *buf, const prse__diff_page *page,
                     const prse__cube *cube)
{
    const char *between = "";
    for (size_t v = 0; v < page->diff.space.var_count; v++) {
        if (prse__cube_is_free(&page->reader, cube, v))
            continue;
        prse__buf_adds(buf, between);
        prse__diff_condition(buf, &page->diff, v, &cube->masks[v]);
        between = " and ";
    }
    if (!*between)
        prse__buf_adds(buf, "true");
}

const prse__value *prse__diff_example(const prse__diff_page *page,
                                      const prse__cube *cube, size_t var)
{
    if (prse__cube_is_free(&page->reader, cube, var))
        return NULL;
    size_t cell = prse__mask_next(&cube->masks[var], 0);
    return page->diff.space.vars[var].var.cells[cell].value;
}

static void count_one(prse__diff_totals *totals, int refusal, int explained)
{
    if (refusal) {
        totals->refusals++;
        totals->unexplained_refusals += !explained;
    } else {
        totals->differences++;
        totals->unexplained += !explained;
    }
}

/* An obligation that one pack does not know is a difference; a criterion or an
 * output is another way of writing. */
prse__diff_totals prse__diff_count(const prse__diff *diff)
{
    prse__diff_totals totals = {0};
    for (size_t i = 0; i < diff->count; i++)
        count_one(&totals, diff->items[i].refusal,
                  diff->items[i].because != NULL);
    for (size_t i = 0; i < diff->lone_count; i++)
        if (diff->lone[i].part == PRSE__PART_ANSWER)
            count_one(&totals, 0, diff->lone[i].because != NULL);
    return totals;
}

/* --- Reading a difference off its set --- */

static prse_status new_cube(prse__cube *out, prse__diff_page *page,
                            prse_error *err)
{
    out->masks = prse__arena_alloc(page->arena,
                                   page->diff.space.var_count + 1,
                                   sizeof *out->masks);
    return out->masks ? PRSE_OK : prse__error_nomem(err);
}

static prse_status read_conditions(prse__diff_page *page,
                                   prse__diff_shown *shown, prse__dd set,
                                   prse_error *err)
{
    prse__set_reader *reader = &page->reader;
    prse__dd rest = set;
    prse_status status = PRSE_OK;
    while (!status && rest != PRSE__DD_FALSE &&
           shown->count < PRSE__DIFF_SHOWN) {
        prse__cube *cube = &shown->conditions[shown->count++];
        status = new_cube(cube, page, err);
        if (!status)
            status = prse__set_cube(cube, reader, rest, set, err);
        if (!status)
            status = prse__set_without(&rest, reader, rest, cube, err);
    }
    return status ? status
                  : prse__set_count(&shown->left, reader, rest, err);
}

static prse_status read_difference(prse__diff_page *page,
                                   prse__diff_shown *shown, prse__dd set,
                                   prse_error *err)
{
    prse__set_reader *reader = &page->reader;
    shown->conditions = prse__arena_alloc(page->arena, PRSE__DIFF_SHOWN,
                                          sizeof *shown->conditions);
    prse_status status = shown->conditions
                             ? prse__set_support(reader, set, err)
                             : prse__error_nomem(err);
    shown->total = prse__set_total(reader);
    if (!status)
        status = prse__set_count(&shown->situations, reader, set, err);
    return status ? status : read_conditions(page, shown, set, err);
}

static prse_status read_page(prse__diff_page *page, prse_error *err)
{
    prse__diff *diff = &page->diff;
    page->shown = prse__arena_alloc(page->arena, diff->count + 1,
                                    sizeof *page->shown);
    prse_status status =
        page->shown ? prse__set_reader_init(&page->reader, &diff->store,
                                            diff->space.var_count,
                                            diff->space.cells, err)
                    : prse__error_nomem(err);
    for (size_t i = 0; i < diff->count && !status; i++)
        status = read_difference(page, &page->shown[i], diff->items[i].set,
                                 err);
    return status;
}

/* --- The public function --- */

static prse_status read_dates(prse__diff_page *page,
                              const prse_diff_options *opts, prse_error *err)
{
    prse_str texts[2] = {opts->date_a, opts->date_b};
    if (!texts[0].len)
        return prse__error_set(err, PRSE_EINVAL, "date_a",
                               "date_a is required: the day on which the "
                               "packs are read");
    if (!texts[1].len)
        texts[1] = texts[0];
    prse_status status =
        prse__date_read(&page->dates[0], texts[0], "date_a", err);
    if (!status)
        status = prse__date_read(&page->dates[1], texts[1], "date_b", err);
    return status;
}

static prse_status compare(prse__diff_page *page, prse_error *err)
{
    const prse__ruleset *rules[2] = {&page->packs[0]->rules,
                                     &page->packs[1]->rules};
    page->arena = prse__arena_new(0);
    if (!page->arena)
        return prse__error_nomem(err);
    prse_status status = prse__diff_make(&page->diff, page->arena, rules,
                                         page->dates, err);
    return status ? status : read_page(page, err);
}

static prse_status write_page(prse_text **out, size_t *count,
                              prse__diff_page *page, prse_format format,
                              prse_error *err)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    page->out = &buf;
    (format == PRSE_FORMAT_JSON ? prse__diff_write_json
                                : prse__diff_write_text)(page);
    prse_status status = prse__text_take(out, &buf, err);
    if (!status && count)
        *count = prse__diff_count(&page->diff).differences;
    return status;
}

prse_status prse_pack_diff(prse_text **out, size_t *count, const prse_pack *a,
                           const prse_pack *b, const prse_diff_options *opts,
                           prse_error *err)
{
    prse_diff_options own = {0};
    prse__diff_page page = {.packs = {a, b}};
    if (!out || !a || !b || !opts)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, a, b and opts are required");
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "diff options", err);
    page.lang = own.lang;
    if (!status)
        status = read_dates(&page, &own, err);
    if (!status)
        status = compare(&page, err);
    if (!status)
        status = write_page(out, count, &page, own.format, err);
    prse__set_reader_free(&page.reader);
    prse__diff_free(&page.diff);
    prse__arena_free(page.arena);
    return status;
}
