/* SPDX-License-Identifier: Apache-2.0 */
/* The sections `definitions`, `functions` and `coherence`. */
#include "rules/read_pack.h"
#include "rules/read_rule.h"
#include "rules/read_values.h"

static const int32_t MOST_YEARS = 10;

static prse_status needs_value(prse__pack_reader *r, const prse__node *node,
                               const char *what)
{
    return prse__error_at(r->err, PRSE_ESCHEMA, prse__key_place(r, node),
                          r->subject, "%s needs the key `value` or `table`",
                          what);
}

/* --- Definitions --- */

static const prse__key OVER_KEYS[] = {
    {"years", prse__read_count, 0, 1, &MOST_YEARS},
};

static const prse__shape OVER = {
    .what = "a period { years: 2 }",
    .size = sizeof(int32_t),
    .keys = OVER_KEYS,
    .key_count = sizeof OVER_KEYS / sizeof *OVER_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
};

static prse_status read_over(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, void *to)
{
    (void)key;
    return prse__read_item(r, &OVER, node, to);
}

static const prse__key DEFINITION_KEYS[] = {
    {"label", prse__read_text, offsetof(prse__definition, label), 0, NULL},
    {"value", prse__read_expression, offsetof(prse__definition, value), 0,
     &prse__rights_rule},
    {"table", prse__read_table, offsetof(prse__definition, value), 0,
     &prse__rights_rule},
    {"over", read_over, offsetof(prse__definition, years), 0, NULL},
};

static prse_status check_definition(prse__pack_reader *r,
                                    const prse__node *node, void *item)
{
    const prse__definition *definition = item;
    return definition->value.count > 0
               ? PRSE_OK
               : needs_value(r, node, "a definition");
}

const prse__shape prse__shape_definition = {
    .what = "a definition",
    .size = sizeof(prse__definition),
    .keys = DEFINITION_KEYS,
    .key_count = sizeof DEFINITION_KEYS / sizeof *DEFINITION_KEYS,
    .id = offsetof(prse__definition, id),
    .place = offsetof(prse__definition, place),
    .spelling = PRSE__SPELL_NAME,
    .check = check_definition,
};

/* --- Functions --- */

static prse_status read_params(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    enum { MOST = 20 };
    if (node->count > MOST)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(node, r->file), r->subject,
                              "more than %d parameters", MOST);
    prse_status status = prse__read_strings(r, node, key, to);
    for (const prse__node *n = node->first; n && !status; n = n->next) {
        prse__place at = prse__node_place(n, r->file);
        status = prse__check_spelling(r, n->text, at, PRSE__SPELL_NAME);
        for (const prse__node *m = node->first; m != n && !status; m = m->next)
            if (prse__str_eq(m->text, n->text))
                status = prse__error_at(r->err, PRSE_ERULE, at, r->subject,
                                        "two parameters are named `%.60s`",
                                        n->text.ptr);
    }
    return status;
}

/* `to` is the function, whose parameters the body may read. */
static prse_status read_body(prse__pack_reader *r, const prse__node *node,
                             const prse__key *key, void *to)
{
    prse__function *function = to;
    prse__key_read *read =
        prse__str_is(node->key, "table") ? prse__read_table
                                         : prse__read_expression;
    r->function = function;
    prse_status status = read(r, node, key, &function->value);
    r->function = NULL;
    return status;
}

static const prse__key FUNCTION_KEYS[] = {
    {"params", read_params, offsetof(prse__function, param_count), 1, NULL},
    {"value", read_body, 0, 0, &prse__rights_pure},
    {"table", read_body, 0, 0, &prse__rights_pure},
};

static prse_status check_function(prse__pack_reader *r,
                                  const prse__node *node, void *item)
{
    const prse__function *function = item;
    return function->value.count > 0 ? PRSE_OK
                                     : needs_value(r, node, "a function");
}

const prse__shape prse__shape_function = {
    .what = "a function",
    .size = sizeof(prse__function),
    .keys = FUNCTION_KEYS,
    .key_count = sizeof FUNCTION_KEYS / sizeof *FUNCTION_KEYS,
    .id = offsetof(prse__function, id),
    .place = offsetof(prse__function, place),
    .spelling = PRSE__SPELL_NAME,
    .check = check_function,
};

/* --- Coherence --- */

static const prse__key CHECK_KEYS[] = {
    {"check", prse__read_feel, offsetof(prse__check, expr), 1,
     &prse__rights_rule},
    {"text", prse__read_text, offsetof(prse__check, text), 1, NULL},
};

const prse__shape prse__shape_check = {
    .what = "a coherence check",
    .size = sizeof(prse__check),
    .keys = CHECK_KEYS,
    .key_count = sizeof CHECK_KEYS / sizeof *CHECK_KEYS,
    .id = offsetof(prse__check, id),
    .place = offsetof(prse__check, place),
};
