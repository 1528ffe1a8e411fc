/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes, for people. */
#include <stdio.h>

#include "cli/amounts.h"
#include "cli/page.h"
#include "cli/reform.h"

enum { BAR = 12, NAME = 44, GROUP = 20 };

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

static void add_line(cli_buffer *out, const cli_reform *r, prse_str name,
                     uint64_t part, uint64_t whole)
{
    cli_buffer_add_text(out, "  ");
    add_padded(out, name, NAME - 2, 0);
    add_number(out, r->cli, part);
    add_share(out, r->cli, part, whole);
    add_bar(out, part, whole);
    cli_buffer_add_char(out, '\n');
}

static const char *state_name(const cli_reform *r, size_t state)
{
    static const cli_text_id names[CLI_REFORM_STATES] = {
        [PRSE_NOT_SUBJECT] = TEXT_NOT_SUBJECT,
        [PRSE_SUBJECT] = TEXT_SUBJECT,
        [PRSE_UNKNOWN] = TEXT_UNDECIDED,
        [PRSE_RECOMMENDED] = TEXT_RECOMMENDED,
        [PRSE_INSUFFICIENT] = TEXT_INSUFFICIENT,
        [CLI_REFORM_ABSENT] = TEXT_REFORM_ABSENT};
    return cli_text(r->cli, names[state]);
}

static void add_change(cli_buffer *out, const cli_reform *r, size_t obligation,
                       size_t from, size_t to)
{
    uint64_t count = r->all.pairs[obligation].of[from][to];
    cli_buffer name = {0};
    if (from == to || count == 0)
        return;
    cli_buffer_add_text(&name, state_name(r, from));
    cli_buffer_add_text(&name, " → ");
    cli_buffer_add_text(&name, state_name(r, to));
    add_line(out, r, cli_buffer_str(&name), count, r->all.companies);
    cli_buffer_free(&name);
}

static void add_facts(cli_buffer *out, const cli_reform *r,
                      const cli_reform_obligation *o)
{
    for (size_t i = 0; i < o->fact_count; i++) {
        cli_buffer name = {0};
        prse_str value = cli_buffer_str(&o->facts[i].name);
        cli_buffer_add_text(&name, "  ");
        cli_add_words(&name, r->cli, TEXT_REFORM_WOULD_TELL, &value, 1);
        add_line(out, r, cli_buffer_str(&name), o->facts[i].companies,
                 r->all.companies);
        cli_buffer_free(&name);
    }
}

static void add_group(cli_buffer *out, const cli_reform *r,
                      const cli_reform_tally *group, size_t obligation)
{
    uint64_t numbers[] = {cli_reform_changed(&group->pairs[obligation]),
                          cli_reform_untold(&group->pairs[obligation])};
    cli_buffer name = {0};
    cli_buffer_add_text(out, "    ");
    add_padded(out, group->value.len > 0
                        ? cli_harmless(&name, cli_buffer_str(&group->value))
                        : PRSE_STR("-"), GROUP, 0);
    for (size_t i = 0; i < 2; i++) {
        add_number(out, r->cli, numbers[i]);
        add_share(out, r->cli, numbers[i], group->companies);
    }
    add_bar(out, numbers[0], group->companies);
    cli_buffer_add_char(out, '\n');
    cli_buffer_free(&name);
}

static void add_split(cli_buffer *out, const cli_reform *r,
                      const cli_reform_split *split, size_t obligation)
{
    prse_str column = prse_str_of(split->column);
    cli_buffer_add_text(out, "  ");
    cli_add_words(out, r->cli, TEXT_REFORM_SPLIT, &column, 1);
    cli_buffer_add_char(out, '\n');
    for (size_t i = 0; i < split->group_count; i++)
        add_group(out, r, &split->groups[i], obligation);
}

static void add_outside(cli_buffer *out, const cli_reform *r,
                        size_t obligation)
{
    uint64_t count = cli_reform_outside(r, obligation);
    if (count > 0)
        add_line(out, r, prse_str_of(cli_text(r->cli, TEXT_REFORM_OUTSIDE)),
                 count, r->all.companies);
}

static void add_obligation(cli_buffer *out, const cli_reform *r, size_t i)
{
    const cli_reform_obligation *o = &r->obligations[i];
    cli_buffer_add_char(out, '\n');
    cli_buffer_add(out, o->id);
    cli_buffer_add_text(out, cli_text(r->cli, TEXT_COLON));
    cli_buffer_add(out, o->label);
    cli_buffer_add_char(out, '\n');
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++)
            add_change(out, r, i, from, to);
    add_line(out, r, prse_str_of(cli_text(r->cli, TEXT_REFORM_UNTOLD)),
             cli_reform_untold(&r->all.pairs[i]), r->all.companies);
    add_facts(out, r, o);
    add_outside(out, r, i);
    for (size_t s = 0; s < r->split_count; s++)
        add_split(out, r, &r->splits[s], i);
}

static int is_shown(const cli_reform *r, size_t obligation)
{
    return r->obligations[obligation].touched ||
           cli_reform_outside(r, obligation) > 0;
}

static void add_untouched(cli_buffer *out, const cli_reform *r)
{
    cli_buffer names = {0};
    for (size_t i = 0; i < r->obligation_count; i++) {
        if (is_shown(r, i))
            continue;
        cli_buffer_add_text(&names, names.len > 0 ? ", " : "");
        cli_buffer_add(&names, r->obligations[i].id);
    }
    prse_str value = cli_buffer_str(&names);
    if (names.len > 0) {
        cli_buffer_add_char(out, '\n');
        cli_add_words(out, r->cli, TEXT_REFORM_UNTOUCHED, &value, 1);
        cli_buffer_add_char(out, '\n');
    }
    cli_buffer_free(&names);
}

void cli_reform_add_page(cli_buffer *out, const cli_reform *r)
{
    cli_buffer numbers[2] = {{0}, {0}};
    cli_add_count(&numbers[0], r->cli, r->all.companies);
    cli_add_count(&numbers[1], r->cli, r->log.bad_rows);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_buffer_add(out, prse_text_str(r->difference));
    cli_buffer_add_char(out, '\n');
    cli_add_words(out, r->cli, TEXT_REFORM_COMPANIES, values, 2);
    cli_buffer_add_char(out, '\n');
    for (size_t i = 0; i < r->obligation_count; i++)
        if (is_shown(r, i))
            add_obligation(out, r, i);
    add_untouched(out, r);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
}
