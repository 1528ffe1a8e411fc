/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes, for people. */
#include <stdio.h>

#include "cli/amounts.h"
#include "cli/page.h"
#include "cli/reform.h"

enum { BAR = 12, NAME = 44, GROUP = 20 };

/* What the lines of a page are about. */
typedef struct page {
    cli_buffer *out;
    const cli_context *cli;
    const cli_reform_result *result;
} page;

static void add_bar(cli_buffer *out, uint64_t part, uint64_t whole)
{
    size_t full = whole > 0 ? (size_t)((double)part / (double)whole * BAR) : 0;
    cli_buffer_add_text(out, "  ");
    cli_buffer_add_repeated(out, "█", full);
    cli_buffer_add_repeated(out, "░", BAR - full);
}

static void add_share(cli_buffer *out, const cli_context *cli, uint64_t part,
                      uint64_t whole)
{
    char text[32];
    double share = whole > 0 ? 100 * (double)part / (double)whole : 0;
    unsigned tenths = (unsigned)(share * 10);
    snprintf(text, sizeof text, "%3u%c%u %%", tenths / 10,
             cli->lang == PRSE_LANG_FR ? ',' : '.', tenths % 10);
    cli_buffer_add_text(out, "  ");
    cli_buffer_add_text(out, text);
}

static void add_padded(cli_buffer *out, prse_str text, size_t width, int right)
{
    size_t cells = cli_width(text);
    size_t blanks = cells < width ? width - cells : 0;
    cli_buffer_add_repeated(out, " ", right ? blanks : 0);
    cli_buffer_add(out, text);
    cli_buffer_add_repeated(out, " ", right ? 0 : blanks);
}

static void add_number(cli_buffer *out, const cli_context *cli, uint64_t count)
{
    cli_buffer number = {0};
    cli_add_count(&number, cli, count);
    add_padded(out, cli_buffer_str(&number), 12, 1);
    cli_buffer_free(&number);
}

static void add_line(const page *p, prse_str name, uint64_t part)
{
    uint64_t whole = p->result->companies;
    cli_buffer_add_text(p->out, "  ");
    add_padded(p->out, name, NAME - 2, 0);
    add_number(p->out, p->cli, part);
    add_share(p->out, p->cli, part, whole);
    add_bar(p->out, part, whole);
    cli_buffer_add_char(p->out, '\n');
}

static const char *state_name(const page *p, size_t state)
{
    static const cli_text_id names[CLI_REFORM_STATES] = {
        [PRSE_NOT_SUBJECT] = TEXT_NOT_SUBJECT,
        [PRSE_SUBJECT] = TEXT_SUBJECT,
        [PRSE_UNKNOWN] = TEXT_UNDECIDED,
        [PRSE_RECOMMENDED] = TEXT_RECOMMENDED,
        [PRSE_INSUFFICIENT] = TEXT_INSUFFICIENT,
        [PRSE_REFORM_ABSENT] = TEXT_REFORM_ABSENT};
    return cli_text(p->cli, names[state]);
}

static void add_change(const page *p, const cli_reform_obligation *o,
                       size_t from, size_t to)
{
    uint64_t count = o->pairs.of[from][to];
    cli_buffer name = {0};
    if (from == to || count == 0)
        return;
    cli_buffer_add_text(&name, state_name(p, from));
    cli_buffer_add_text(&name, " → ");
    cli_buffer_add_text(&name, state_name(p, to));
    add_line(p, cli_buffer_str(&name), count);
    cli_buffer_free(&name);
}

static void add_facts(const page *p, const cli_reform_obligation *o)
{
    for (size_t i = 0; i < o->fact_count; i++) {
        cli_buffer name = {0};
        prse_str value = cli_buffer_str(&o->facts[i].name);
        cli_buffer_add_text(&name, "  ");
        cli_add_words(&name, p->cli, TEXT_REFORM_WOULD_TELL, &value, 1);
        add_line(p, cli_buffer_str(&name), o->facts[i].companies);
        cli_buffer_free(&name);
    }
}

static void add_group(const page *p, const cli_reform_group *group)
{
    uint64_t numbers[] = {group->changed, group->untold};
    cli_buffer name = {0};
    cli_buffer_add_text(p->out, "    ");
    add_padded(p->out, group->value.len > 0
                           ? cli_harmless(&name, cli_buffer_str(&group->value))
                           : PRSE_STR("-"), GROUP, 0);
    for (size_t i = 0; i < 2; i++) {
        add_number(p->out, p->cli, numbers[i]);
        add_share(p->out, p->cli, numbers[i], group->companies);
    }
    add_bar(p->out, numbers[0], group->companies);
    cli_buffer_add_char(p->out, '\n');
    cli_buffer_free(&name);
}

static void add_groups(const page *p, const cli_reform_obligation *o)
{
    for (size_t i = 0; i < o->group_count; i++) {
        prse_str column = cli_buffer_str(&o->groups[i].column);
        if (i == 0 || !cli_str_is(column, o->groups[i - 1].column.text)) {
            cli_buffer_add_text(p->out, "  ");
            cli_add_words(p->out, p->cli, TEXT_REFORM_SPLIT, &column, 1);
            cli_buffer_add_char(p->out, '\n');
        }
        add_group(p, &o->groups[i]);
    }
}

static void add_obligation(const page *p, const cli_reform_obligation *o)
{
    cli_buffer_add_char(p->out, '\n');
    cli_buffer_add(p->out, cli_buffer_str(&o->id));
    cli_buffer_add_text(p->out, cli_text(p->cli, TEXT_COLON));
    cli_buffer_add(p->out, cli_buffer_str(&o->label));
    cli_buffer_add_char(p->out, '\n');
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++)
            add_change(p, o, from, to);
    add_line(p, prse_str_of(cli_text(p->cli, TEXT_REFORM_UNTOLD)), o->untold);
    add_facts(p, o);
    if (o->outside > 0)
        add_line(p, prse_str_of(cli_text(p->cli, TEXT_REFORM_OUTSIDE)),
                 o->outside);
    add_groups(p, o);
}

static int is_shown(const cli_reform_obligation *o)
{
    return o->touched || o->outside > 0;
}

static void add_untouched(const page *p)
{
    cli_buffer names = {0};
    for (size_t i = 0; i < p->result->obligation_count; i++) {
        const cli_reform_obligation *o = &p->result->obligations[i];
        if (is_shown(o))
            continue;
        cli_buffer_add_text(&names, names.len > 0 ? ", " : "");
        cli_buffer_add(&names, cli_buffer_str(&o->id));
    }
    prse_str value = cli_buffer_str(&names);
    if (names.len > 0) {
        cli_buffer_add_char(p->out, '\n');
        cli_add_words(p->out, p->cli, TEXT_REFORM_UNTOUCHED, &value, 1);
        cli_buffer_add_char(p->out, '\n');
    }
    cli_buffer_free(&names);
}

void cli_reform_add_page(cli_buffer *out, const cli_context *cli,
                         const cli_reform_result *result)
{
    const page p = {out, cli, result};
    cli_buffer numbers[2] = {{0}, {0}};
    cli_add_count(&numbers[0], cli, result->companies);
    cli_add_count(&numbers[1], cli, result->bad_rows);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_buffer_add_char(out, '\n');
    cli_add_words(out, cli, TEXT_REFORM_COMPANIES, values, 2);
    cli_buffer_add_char(out, '\n');
    for (size_t i = 0; i < result->obligation_count; i++)
        if (is_shown(&result->obligations[i]))
            add_obligation(&p, &result->obligations[i]);
    add_untouched(&p);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
}
