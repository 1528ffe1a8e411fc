/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_diff.h"
#include "engine/value_json.h"

static void put_date(prse__json *json, const char *key, prse__date date)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__date_print(&text, date);
    json->buf->failed |= text.failed;
    prse__json_put(json, key, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void put_number(prse__json *json, const char *key, prse__dec number)
{
    const prse__value value = {.kind = PRSE__VALUE_NUMBER, .number = number};
    prse__json_key(json, prse_str_of(key));
    prse__json_value(json, &value);
}

static void put_side(prse__json *json, const prse__diff_page *page,
                     size_t side)
{
    const prse_pack *pack = page->packs[side];
    prse__json_key(json, side ? PRSE_STR("b") : PRSE_STR("a"));
    prse__json_open(json, '{');
    prse__json_put(json, "pack", pack->tree->id);
    prse__json_put(json, "version", pack->tree->version);
    prse__json_put(json, "digest", prse_str_of(pack->digest));
    put_date(json, "date", page->dates[side]);
    prse__json_close(json, '}');
}

static void add_name(prse__json *json, const prse__var *var,
                     void (*add)(prse__json *, prse_str))
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__diff_name(&text, var);
    json->buf->failed |= text.failed;
    add(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

/* --- What is left out --- */

static void put_left_out(prse__json *json, const prse__diff_page *page,
                         const char *key, int nulls)
{
    const prse__diff_space *space = &page->diff.space;
    prse__json_key(json, prse_str_of(key));
    prse__json_open(json, '[');
    for (size_t v = 0; v < space->var_count; v++)
        if (nulls ? space->vars[v].null_left_out
                  : space->vars[v].values_left_out)
            add_name(json, &space->vars[v].var, prse__json_string);
    prse__json_close(json, ']');
}

static void put_skipped(prse__json *json, const prse__diff_page *page)
{
    const prse__diff *diff = &page->diff;
    prse__json_key(json, PRSE_STR("outputs"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < diff->skipped_count; i++)
        prse__json_string(json,
                          prse__diff_item(page, 0, diff->skipped[i].obligation,
                                          diff->skipped[i].part,
                                          diff->skipped[i].item));
    prse__json_close(json, ']');
}

static void put_all_left_out(prse__json *json, const prse__diff_page *page)
{
    prse__json_key(json, PRSE_STR("left_out"));
    prse__json_open(json, '{');
    put_left_out(json, page, "null", 1);
    put_left_out(json, page, "values", 0);
    put_skipped(json, page);
    prse__json_close(json, '}');
}

/* --- Differences --- */

static prse_str kind_of(prse__part part)
{
    switch (part) {
    case PRSE__PART_CRITERION:
        return PRSE_STR("criterion");
    case PRSE__PART_OUTPUT:
        return PRSE_STR("output");
    case PRSE__PART_FIRST_YEAR:
        return PRSE_STR("first_year");
    default:
        return PRSE_STR("applies");
    }
}

static void put_subject(prse__json *json, const prse__diff_page *page,
                        size_t side, size_t obligation, prse__part part,
                        size_t item)
{
    prse_str id = prse__diff_item(page, side, obligation, part, item);
    prse__json_put(json, "obligation",
                   prse__diff_obligation(page, side, obligation)->id);
    prse__json_put(json, "kind", kind_of(part));
    if (id.len)
        prse__json_put(json, "id", id);
}

static void put_because(prse__json *json, const prse__diff_page *page,
                        const prse__explanation *because)
{
    prse__json_key(json, PRSE_STR("explanation"));
    if (!because) {
        prse__json_null(json);
        return;
    }
    prse__json_open(json, '{');
    prse__json_put(json, "id", because->id);
    prse__json_put(json, "text", prse__text_in(because->text, page->lang));
    if (because->law)
        prse__json_put(json, "law", because->law->id);
    prse__json_close(json, '}');
}

static void put_answer(prse__json *json, const char *key, prse__part part,
                       const prse__value *value)
{
    prse_str text = prse__diff_word(part, value);
    prse__json_key(json, prse_str_of(key));
    if (text.len)
        prse__json_string(json, text);
    else
        prse__json_value(json, value);
}

static void put_example(prse__json *json, const prse__diff_page *page,
                        const prse__cube *cube)
{
    prse__json_key(json, PRSE_STR("example"));
    prse__json_open(json, '{');
    for (size_t v = 0; v < page->diff.space.var_count; v++) {
        const prse__value *value = prse__diff_example(page, cube, v);
        if (!value)
            continue;
        add_name(json, &page->diff.space.vars[v].var, prse__json_key);
        prse__json_value(json, value);
    }
    prse__json_close(json, '}');
}

static void put_conditions(prse__json *json, const prse__diff_page *page,
                           const prse__diff_shown *shown)
{
    prse__json_key(json, PRSE_STR("when"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < shown->count; i++) {
        prse__buf text;
        prse__buf_init(&text, 0);
        prse__diff_when(&text, page, &shown->conditions[i]);
        json->buf->failed |= text.failed;
        prse__json_string(json, prse__buf_str(&text));
        prse__buf_free(&text);
    }
    prse__json_close(json, ']');
}

static void add_difference(prse__json *json, const prse__diff_page *page,
                           const prse__difference *item,
                           const prse__diff_shown *shown)
{
    prse__json_open(json, '{');
    put_subject(json, page, 0, item->obligation[0], item->part, item->item[0]);
    put_answer(json, "from", item->part, item->from);
    put_answer(json, "to", item->part, item->to);
    prse__json_put_bool(json, "refusal", item->refusal);
    put_number(json, "situations", shown->situations);
    put_number(json, "of", shown->total);
    put_because(json, page, item->because);
    put_example(json, page, &shown->conditions[0]);
    put_conditions(json, page, shown);
    put_number(json, "other_situations", shown->left);
    prse__json_close(json, '}');
}

static void add_lone(prse__json *json, const prse__diff_page *page,
                     const prse__diff_lone *lone)
{
    prse__json_open(json, '{');
    prse__json_put(json, "pack", page->packs[lone->side]->tree->id);
    put_subject(json, page, lone->side, lone->obligation, lone->part,
                lone->item);
    put_because(json, page, lone->because);
    prse__json_close(json, '}');
}

/* --- The document --- */

static void put_lists(prse__json *json, const prse__diff_page *page)
{
    const prse__diff *diff = &page->diff;
    prse__json_key(json, PRSE_STR("differences"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < diff->count; i++)
        add_difference(json, page, &diff->items[i], &page->shown[i]);
    prse__json_close(json, ']');
    prse__json_key(json, PRSE_STR("only_in_one"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < diff->lone_count; i++)
        add_lone(json, page, &diff->lone[i]);
    prse__json_close(json, ']');
    prse__json_key(json, PRSE_STR("unused_explanations"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < diff->known_count; i++)
        if (prse__diff_known_idle(&diff->known[i]))
            prse__json_string(json, diff->known[i].what->id);
    prse__json_close(json, ']');
}

static void put_totals(prse__json *json, prse__diff_totals totals)
{
    prse__json_key(json, PRSE_STR("summary"));
    prse__json_open(json, '{');
    prse__json_put_int(json, "differences", (int64_t)totals.differences);
    prse__json_put_int(json, "unexplained", (int64_t)totals.unexplained);
    prse__json_put_int(json, "refusals", (int64_t)totals.refusals);
    prse__json_put_int(json, "unexplained_refusals",
                       (int64_t)totals.unexplained_refusals);
    prse__json_close(json, '}');
}

void prse__diff_write_json(prse__diff_page *page)
{
    prse__json json;
    prse__json_init(&json, page->out, 2);
    prse__json_open(&json, '{');
    put_side(&json, page, 0);
    put_side(&json, page, 1);
    put_all_left_out(&json, page);
    put_lists(&json, page);
    put_totals(&json, prse__diff_count(&page->diff));
    prse__json_close(&json, '}');
    prse__buf_addc(page->out, '\n');
}
