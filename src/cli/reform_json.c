/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes, for programs. */
#include "cli/json_string.h"
#include "cli/reform.h"

/* Between the items of a list. */
static void begin_item(cli_buffer *out, size_t *count, const char *indent)
{
    cli_buffer_add_text(out, (*count)++ > 0 ? ",\n" : "\n");
    cli_buffer_add_text(out, indent);
}

static void add_count(cli_buffer *out, const char *name, uint64_t count)
{
    cli_json_add_string(out, prse_str_of(name));
    cli_buffer_add_text(out, ": ");
    cli_buffer_add_number(out, (int64_t)count);
}

/* Every pair that some company has, also those that do not change. */
static void add_pairs(cli_buffer *out, const cli_reform_pairs *pairs)
{
    size_t count = 0;
    cli_buffer_add_text(out, "\"answers\": [");
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++) {
            if (pairs->of[from][to] == 0)
                continue;
            cli_buffer_add_text(out, count++ > 0 ? ", {" : "{");
            cli_json_add_member(out, "from", cli_reform_state(from));
            cli_buffer_add_text(out, ", ");
            cli_json_add_member(out, "to", cli_reform_state(to));
            cli_buffer_add_text(out, ", ");
            add_count(out, "companies", pairs->of[from][to]);
            cli_buffer_add_char(out, '}');
        }
    cli_buffer_add_char(out, ']');
}

static void add_facts(cli_buffer *out, const cli_reform_obligation *o)
{
    cli_buffer_add_text(out, "\"would_tell\": {");
    for (size_t i = 0; i < o->fact_count; i++) {
        cli_buffer_add_text(out, i > 0 ? ", " : "");
        add_count(out, o->facts[i].name.text, o->facts[i].companies);
    }
    cli_buffer_add_char(out, '}');
}

static void add_split(cli_buffer *out, const cli_reform_split *split,
                      size_t obligation)
{
    size_t count = 0;
    cli_json_add_string(out, prse_str_of(split->column));
    cli_buffer_add_text(out, ": [");
    for (size_t i = 0; i < split->group_count; i++) {
        const cli_reform_tally *group = &split->groups[i];
        begin_item(out, &count, "        {");
        cli_json_add_member(out, "value", cli_buffer_str(&group->value));
        cli_buffer_add_text(out, ", ");
        add_count(out, "companies", group->companies);
        cli_buffer_add_text(out, ", ");
        add_pairs(out, &group->pairs[obligation]);
        cli_buffer_add_char(out, '}');
    }
    cli_buffer_add_char(out, ']');
}

static void add_obligation(cli_buffer *out, const cli_reform *r, size_t i)
{
    const cli_reform_obligation *o = &r->obligations[i];
    cli_json_add_member(out, "id", o->id);
    cli_buffer_add_text(out, o->touched ? ", \"touched\": true, "
                                        : ", \"touched\": false, ");
    add_count(out, "changed", cli_reform_changed(&r->all.pairs[i]));
    cli_buffer_add_text(out, ", ");
    add_count(out, "untold",
              o->touched ? cli_reform_untold(&r->all.pairs[i]) : 0);
    cli_buffer_add_text(out, ", ");
    add_count(out, "outside", cli_reform_outside(r, i));
    cli_buffer_add_text(out, ",\n      ");
    add_pairs(out, &r->all.pairs[i]);
    cli_buffer_add_text(out, ",\n      ");
    add_facts(out, o);
    cli_buffer_add_text(out, ",\n      \"by\": {");
    size_t count = 0;
    for (size_t s = 0; s < r->split_count; s++) {
        begin_item(out, &count, "      ");
        add_split(out, &r->splits[s], i);
    }
    cli_buffer_add_char(out, '}');
}

void cli_reform_add_json(cli_buffer *out, const cli_reform *r)
{
    size_t count = 0;
    cli_buffer_add_text(out, "{\n  ");
    add_count(out, "companies", r->all.companies);
    cli_buffer_add_text(out, ",\n  ");
    add_count(out, "bad_rows", r->log.bad_rows);
    cli_buffer_add_text(out, ",\n  \"obligations\": [");
    for (size_t i = 0; i < r->obligation_count; i++) {
        begin_item(out, &count, "    {");
        add_obligation(out, r, i);
        cli_buffer_add_char(out, '}');
    }
    cli_buffer_add_text(out, "],\n  \"difference\": ");
    cli_buffer_add(out, prse_text_str(r->difference_json));
    cli_buffer_add_text(out, "}\n");
}
