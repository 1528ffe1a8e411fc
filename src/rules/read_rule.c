/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/read_rule.h"

#include <string.h>

#include "rules/read_values.h"
#include "rules/table_expr.h"

enum { MOST_STEPS = 1000, CONSTANT_STEPS = 10000 };

static int starts_line(prse_str text, size_t i)
{
    return i > 0 && text.ptr[i - 1] == '\n' && text.ptr[i] != '\n';
}

/* The text of a literal block with the indentation of its later lines, which
 * YAML takes away: so columns are those of the file. */
static prse_str indented(prse__pack_reader *r, const prse__node *node)
{
    prse_str text = node->text;
    size_t indent = node->text_column - 1, lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += starts_line(text, i) ? 1 : 0;
    size_t len = text.len + lines * indent;
    char *wide = prse__arena_alloc(r->arena, len + 1, 1), *to = wide;
    if (!wide)
        return (prse_str){0};
    for (size_t i = 0; i < text.len; i++) {
        if (starts_line(text, i)) {
            memset(to, ' ', indent);
            to += indent;
        }
        *to++ = text.ptr[i];
    }
    return (prse_str){wide, len};
}

static prse_status find_source(prse__pack_reader *r, const prse__node *node,
                               prse__feel_source *out)
{
    *out = (prse__feel_source){.text = node->text,
                               .file = r->file,
                               .line = node->text_line,
                               .column = node->text_column};
    if (node->block)
        out->text = indented(r, node);
    return out->text.ptr ? PRSE_OK : prse__pack_nomem(r);
}

/* A literal block whose first line begins with a pipe, a hit policy before it
 * or not: FEEL has no pipe. */
static int is_table(const prse__node *node)
{
    prse_str text = prse__str_trim(node->text);
    size_t i = 0;
    while (i < text.len && i < 3 && text.ptr[i] != '|' && text.ptr[i] != ' ')
        i++;
    while (i < text.len && text.ptr[i] == ' ')
        i++;
    return node->block && i < text.len && text.ptr[i] == '|';
}

typedef enum form_kind { EXPRESSION, TABLE, EITHER } form_kind;

static prse_status parse(prse__pack_reader *r, const prse__node *node,
                         form_kind form, prse__dated *step)
{
    prse__feel_source source;
    if (form == TABLE && !node->block)
        return prse__pack_unexpected(
            r, node, "a table: a literal block (|) of lines with pipes");
    if (!prse__is_scalar(node) || prse__str_trim(node->text).len == 0)
        return prse__pack_unexpected(r, node,
                                     "an expression (in quotes when it begins "
                                     "with [, { or a quote)");
    prse_status status = find_source(r, node, &source);
    if (status)
        return status;
    if (form == TABLE || (form == EITHER && is_table(node)))
        return prse__table_parse(&step->table, r->arena, &source, r->err);
    return prse__feel_parse(&step->expr, r->arena, &source, r->err);
}

static prse_status read_step(prse__pack_reader *r, const prse__node *node,
                             form_kind form, const prse__rights *rights,
                             prse__dated *step)
{
    step->place = (prse__place){r->file, node->text_line, node->text_column};
    prse_status status = parse(r, node, form, step);
    if (!status)
        status = prse__names_check(r, rights, step);
    if (status || !step->table)
        return status;
    step->expr = prse__table_expr(r->arena, step->table);
    return step->expr ? PRSE_OK : prse__pack_nomem(r);
}

static prse_status read_steps(prse__pack_reader *r, const prse__node *node,
                              form_kind form, const prse__rights *rights,
                              prse__dated *steps)
{
    prse__date last = PRSE__ALWAYS;
    for (const prse__node *n = node->first; n; n = n->next) {
        prse_status status = prse__read_date_key(r, n, last, &steps->from);
        last = steps->from;
        if (!status)
            status = read_step(r, n, form, rights, steps++);
        if (status)
            return status;
    }
    return PRSE_OK;
}

static prse_status read_form(prse__pack_reader *r, const prse__node *node,
                             form_kind form, const prse__key *key, void *to)
{
    int dated = node->kind == PRSE__NODE_MAP;
    size_t count = dated ? node->count : 1;
    if (((const prse__rule *)to)->count > 0)
        return prse__error_at(r->err, PRSE_ESCHEMA, prse__key_place(r, node),
                              r->subject,
                              "one way of saying it is enough: `%s` comes "
                              "besides another rule for the same thing",
                              key->name);
    if (count == 0)
        return prse__pack_unexpected(r, node, "an expression");
    if (count > MOST_STEPS)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(node, r->file), r->subject,
                              "more than %d dates", MOST_STEPS);
    prse__dated *steps = prse__arena_alloc(r->arena, count, sizeof *steps);
    if (!steps)
        return prse__pack_nomem(r);
    prse__set_many(to, count, steps);
    if (dated)
        return read_steps(r, node, form, key->extra, steps);
    steps->from = PRSE__ALWAYS;
    return read_step(r, node, form, key->extra, steps);
}

prse_status prse__read_expression(prse__pack_reader *r,
                                  const prse__node *node,
                                  const prse__key *key, void *to)
{
    return read_form(r, node, EXPRESSION, key, to);
}

prse_status prse__read_table(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, void *to)
{
    return read_form(r, node, TABLE, key, to);
}

prse_status prse__read_rule(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    return read_form(r, node, EITHER, key, to);
}

prse_status prse__read_feel(prse__pack_reader *r, const prse__node *node,
                            const prse__key *key, void *to)
{
    prse__dated step = {0};
    prse_status status = read_step(r, node, EXPRESSION, key->extra, &step);
    *(const prse__feel **)to = step.expr;
    return status;
}

/* --- Constants --- */

static prse_status no_constant(prse__pack_reader *r, const prse__node *node)
{
    return prse__pack_unexpected(r, node,
                                 "a constant: a number such as 50, a date such "
                                 "as 2026-11-23, or null");
}

/* What FEEL makes of it. The one null that is meant is the literal. */
static prse_status evaluate(prse__pack_reader *r, const prse__node *node,
                            const prse__value **out)
{
    prse__dated step = {0};
    prse_status status = read_step(r, node, EXPRESSION, &prse__rights_constant,
                                   &step);
    if (!status)
        status = prse__feel_eval(out, r->arena, step.expr, NULL,
                                 CONSTANT_STEPS, r->err);
    if (status)
        return status;
    prse__value_kind kind = (*out)->kind;
    int wanted = kind == PRSE__VALUE_NULL ? step.expr->kind == PRSE__FEEL_NULL
                                          : kind == PRSE__VALUE_NUMBER ||
                                                kind == PRSE__VALUE_DATE;
    return wanted ? PRSE_OK : no_constant(r, node);
}

prse_status prse__read_constant(prse__pack_reader *r, const prse__node *node,
                                const prse__value **out)
{
    prse__date date;
    if (!prse__is_scalar(node) || prse__str_trim(node->text).len == 0)
        return no_constant(r, node);
    /* FEEL would subtract the month and the day from the year. */
    if (!prse__date_parse(&date, prse__str_trim(node->text)))
        return evaluate(r, node, out);
    *out = prse__value_date(r->arena, date);
    return *out ? PRSE_OK : prse__pack_nomem(r);
}
