/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables of a model, as those that the library evaluates. */
#include "feel/table.h"
#include "tck_model.h"

typedef struct reading {
    tck_run *run;
    const prse__scope *scope; /* of cells that ask about "?" too */
    const xml *source;
    prse__table *table;
} reading;

static void *make(const reading *r, size_t count, size_t size)
{
    return prse__arena_alloc(r->run->arena, count + 1, size);
}

static const prse__feel *expression(const reading *r, prse_str text)
{
    return tck_parse(r->run, text, r->scope);
}

static void read_policy(const reading *r)
{
    static const struct {
        const char *name;
        char sign;
    } AGGREGATORS[] = {
        {"SUM", '+'}, {"MIN", '<'}, {"MAX", '>'}, {"COUNT", '#'}};
    prse_str policy = xml_get(r->source, "hitPolicy");
    prse_str aggregation = xml_get(r->source, "aggregation");
    r->table->policy = policy.len ? policy.ptr[0] : 'U';
    for (size_t i = 0; i < 4; i++)
        if (prse__str_is(aggregation, AGGREGATORS[i].name))
            r->table->aggregator = AGGREGATORS[i].sign;
}

static void read_inputs(const reading *r)
{
    size_t i = 0;
    r->table->input_count = xml_count(r->source, "input");
    r->table->inputs = make(r, r->table->input_count, sizeof(prse__feel *));
    XML_EACH(input, r->source, "input")
        r->table->inputs[i++] = expression(
            r, xml_child_text(xml_child(input, "inputExpression"), "text"));
}

/* Declared values are unary tests; those of an order are values, a list. */
static const prse__feel *declared(const reading *r, const xml *output)
{
    const xml *values = xml_child(output, "outputValues");
    if (!values)
        return NULL;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__buf_addc(&buf, '[');
    prse__buf_add(&buf, xml_child_text(values, "text"));
    prse__buf_addc(&buf, ']');
    const prse__feel *list = expression(
        r, prse__str_dup(r->run->arena, prse__buf_str(&buf)));
    prse__buf_free(&buf);
    return list->kind == PRSE__FEEL_LIST ? list : NULL;
}

static void read_outputs(const reading *r)
{
    prse__table *table = r->table;
    size_t i = 0;
    table->output_count = xml_count(r->source, "output");
    table->output_names = make(r, table->output_count, sizeof(prse_str));
    table->output_values = make(r, table->output_count, sizeof(prse__feel *));
    const prse__feel **defaults =
        make(r, table->output_count, sizeof(prse__feel *));
    XML_EACH(output, r->source, "output") {
        const xml *otherwise = xml_child(output, "defaultOutputEntry");
        table->output_names[i] = xml_get(output, "name");
        table->output_values[i] = declared(r, output);
        if (otherwise) {
            defaults[i] = expression(r, xml_child_text(otherwise, "text"));
            table->defaults = defaults;
        }
        i++;
    }
}

static const prse__feel **cells(const reading *r, const xml *rule,
                                const char *tag,
                                prse__feel *(*parse)(tck_run *, prse_str,
                                                     const prse__scope *))
{
    const prse__feel **trees = make(r, xml_count(rule, tag),
                                    sizeof(prse__feel *));
    size_t i = 0;
    XML_EACH(cell, rule, tag)
        trees[i++] = parse(r->run, xml_child_text(cell, "text"), r->scope);
    return trees;
}

static void read_rows(const reading *r)
{
    size_t i = 0;
    r->table->row_count = xml_count(r->source, "rule");
    r->table->rows = make(r, r->table->row_count, sizeof(prse__table_row));
    XML_EACH(rule, r->source, "rule")
        r->table->rows[i++] = (prse__table_row){
            .tests = cells(r, rule, "inputEntry", tck_parse_tests),
            .outputs = cells(r, rule, "outputEntry", tck_parse)};
}

/* An input that is not among its declared values leaves no answer. */
static int inputs_are_declared(const reading *r)
{
    size_t i = 0;
    XML_EACH(input, r->source, "input") {
        const prse__feel *tree = r->table->inputs[i++];
        const xml *values = xml_child(input, "inputValues");
        if (!values)
            continue;
        const prse__value *value =
            prse__eval_node(r->run->ev, tree, r->scope);
        const prse__feel *tests =
            tck_parse_tests(r->run, xml_child_text(values, "text"), r->scope);
        const prse__scope *scope =
            prse__eval_bind(r->run->ev, r->scope, PRSE_STR("?"), value);
        if (prse__eval_test(r->run->ev, tests, value, scope) !=
            PRSE__TRI_TRUE)
            return 0;
    }
    return 1;
}

const prse__value *tck_table(tck_run *run, const xml *source,
                             const prse__scope *scope)
{
    prse__table table = {0};
    reading r = {run, scope, source, &table};
    read_policy(&r);
    read_inputs(&r);
    read_outputs(&r);
    read_rows(&r);
    const prse__value *value;
    prse_error err;
    if (!inputs_are_declared(&r) ||
        prse__table_eval(&value, run->arena, &table, scope, &err) != PRSE_OK)
        return &prse__value_null;
    return value;
}
