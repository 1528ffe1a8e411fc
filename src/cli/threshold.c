/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/threshold.h"

#include <string.h>

#include "cli/amounts.h"
#include "cli/complain.h"
#include "cli/json_value.h"

enum { MOST_DIGITS = 12, DECIMALS = 6 };

/* --- Amounts --- */

int cli_amount_read(int64_t *out, prse_str text)
{
    int64_t whole = 0, part = 0, unit = CLI_AMOUNT_ONE;
    size_t i = 0, digits = 0;
    for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++) {
        whole = 10 * whole + text.ptr[i] - '0';
        if (++digits > MOST_DIGITS)
            return 0;
    }
    if (digits > 0 && i + 1 < text.len && text.ptr[i] == '.')
        for (i++; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' &&
                  unit > 1;
             i++) {
            unit /= 10;
            part += unit * (text.ptr[i] - '0');
        }
    *out = whole * CLI_AMOUNT_ONE + part;
    return digits > 0 && i == text.len;
}

static void add_decimals(cli_buffer *out, int64_t amount, char point)
{
    int64_t part = amount % CLI_AMOUNT_ONE;
    if (part == 0)
        return;
    cli_buffer_add_char(out, point);
    for (int64_t unit = CLI_AMOUNT_ONE / 10; part > 0; unit /= 10) {
        cli_buffer_add_char(out, (char)('0' + part / unit));
        part %= unit;
    }
}

void cli_amount_add(cli_buffer *out, int64_t amount)
{
    cli_buffer_add_number(out, amount / CLI_AMOUNT_ONE);
    add_decimals(out, amount, '.');
}

void cli_amount_add_local(cli_buffer *out, const cli_context *cli,
                          int64_t amount)
{
    cli_add_count(out, cli, (uint64_t)(amount / CLI_AMOUNT_ONE));
    add_decimals(out, amount, cli->lang == PRSE_LANG_FR ? ',' : '.');
}

/* --- Reading --- */

static void add_text(cli_buffer *out, const cli_context *cli, prse_str item,
                     const char *french, const char *english)
{
    cli_json_add_value(
        out, cli_json_at(item, cli->lang == PRSE_LANG_FR ? french : english));
}

/* The last date that the day has reached. */
static void find_since(cli_threshold *t, prse_str from, prse_str day)
{
    prse_str date, value;
    for (size_t at = 0; cli_json_next(from, &at, &date, &value);) {
        if (date.len != day.len || memcmp(date.ptr, day.ptr, day.len) > 0)
            continue;
        t->in_force = cli_amount_read(&t->value, value);
        cli_buffer_clear(&t->since);
        cli_buffer_add(&t->since, date);
    }
    if (t->since.len == 0)
        cli_buffer_add(&t->since, day);
}

static void add_dates(cli_threshold *t, prse_str from)
{
    prse_str date, value;
    for (size_t at = 0; cli_json_next(from, &at, &date, &value);) {
        if (cli_str_is(date, t->since.text))
            continue;
        cli_buffer_add(&t->dates, date);
        cli_buffer_add_text(&t->dates, ": ");
        cli_buffer_add(&t->dates, value);
        cli_buffer_add_text(&t->dates, ", ");
    }
}

static cli_exit complain_none(const cli_context *cli, const prse_pack *pack,
                              prse_str id, const cli_buffer *names)
{
    prse_str values[] = {prse_pack_id(pack), id, cli_buffer_str(names)};
    return cli_complain(cli, CLI_USAGE, TEXT_SWEEP_NO_THRESHOLD, values, 3);
}

static cli_exit find(cli_threshold *t, const cli_context *cli,
                     const prse_pack *pack, prse_str json, prse_str day)
{
    prse_str list = cli_json_at(json, "thresholds"), item;
    prse_str id = cli_buffer_str(&t->id);
    cli_buffer names = {0};
    cli_exit code = CLI_USAGE;
    for (size_t at = 0; code && cli_json_item(list, &at, &item);) {
        cli_buffer_add_text(&names, names.len > 0 ? ", " : "");
        cli_json_add_value(&names, cli_json_at(item, "id"));
        if (!cli_json_is(cli_json_at(item, "id"), t->id.text))
            continue;
        prse_str from = cli_json_at(item, "from");
        add_text(&t->label, cli, item, "label.fr", "label.en");
        if (t->label.len == 0)
            cli_buffer_add(&t->label, id);
        add_text(&t->unit, cli, item, "unit.fr", "unit.en");
        find_since(t, from, day);
        add_dates(t, from);
        code = CLI_OK;
    }
    if (code != CLI_OK)
        complain_none(cli, pack, id, &names);
    cli_buffer_free(&names);
    return code;
}

cli_exit cli_threshold_find(cli_threshold *out, const cli_context *cli,
                            const prse_pack *pack, prse_str id, prse_str day)
{
    prse_text *json = NULL;
    prse_error err;
    *out = (cli_threshold){.in_force = 0};
    cli_buffer_add(&out->id, id);
    if (prse_pack_json(&json, pack, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = find(out, cli, pack, prse_text_str(json), day);
    prse_text_free(json);
    return code;
}

void cli_threshold_compare(cli_threshold *t, const prse_pack *pack,
                           prse_str day)
{
    prse_text *json = NULL;
    cli_threshold other = {.in_force = 0};
    prse_str item;
    if (prse_pack_json(&json, pack, NULL) != PRSE_OK)
        return;
    prse_str list = cli_json_at(prse_text_str(json), "thresholds");
    for (size_t at = 0; cli_json_item(list, &at, &item);)
        if (cli_json_is(cli_json_at(item, "id"), t->id.text))
            find_since(&other, cli_json_at(item, "from"), day);
    t->in_force = other.in_force;
    t->value = other.value;
    cli_threshold_free(&other);
    prse_text_free(json);
}

void cli_threshold_free(cli_threshold *t)
{
    cli_buffer_free(&t->id);
    cli_buffer_free(&t->label);
    cli_buffer_free(&t->unit);
    cli_buffer_free(&t->dates);
    cli_buffer_free(&t->since);
}

void cli_threshold_overlay(cli_buffer *out, const cli_threshold *t,
                           int64_t value)
{
    cli_buffer_add_text(out, "overlay: balayage\n"
                             "label: { fr: Balayage, en: Sweep }\n"
                             "thresholds:\n  ");
    cli_buffer_add(out, cli_buffer_str(&t->id));
    cli_buffer_add_text(out, ":\n    from: { ");
    cli_buffer_add(out, cli_buffer_str(&t->dates));
    cli_buffer_add(out, cli_buffer_str(&t->since));
    cli_buffer_add_text(out, ": ");
    cli_amount_add(out, value);
    cli_buffer_add_text(out, " }\n");
}
