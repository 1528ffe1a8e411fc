/* SPDX-License-Identifier: Apache-2.0 */
/* Trees as text, apart from the printer: (kind.text child ...). */
#ifndef PRSE_TESTS_UNIT_FEEL_TEST_PARSE_H
#define PRSE_TESTS_UNIT_FEEL_TEST_PARSE_H

#include "feel/ast.h"
#include "support/test.h"

typedef prse_status parse_function(const prse__feel **out, prse__arena *arena,
                                   const prse__feel_source *source,
                                   prse_error *err);

static inline const char *op_text(prse__feel_op op)
{
    static const char *const OPS[] = {"or", "and", "=", "!=", "<", "<=", ">",
                                      ">=", "+",   "-", "*",  "/", "**"};
    return OPS[op];
}

static inline const char *kind_text(const prse__feel *node)
{
    static const char *const KINDS[] = {
        "null",  "boolean", "number",  "string", "at",       "name",
        "neg",   "binary",  "between", "in",     "test",     "any",
        "not",   "tests",   "range",   "if",     "for",      "some",
        "every", "bind",    "iterate", "list",   "context",  "entry",
        "path",  "filter",  "call",    "fn",     "param",    "instance"};
    if (node->kind == PRSE__FEEL_BINARY)
        return op_text(node->op);
    if (node->kind == PRSE__FEEL_BOOLEAN)
        return node->flag ? "true" : "false";
    return KINDS[node->kind];
}

static inline void dump(prse__buf *buf, const prse__feel *node)
{
    int leaf = !node->first && node->kind <= PRSE__FEEL_BOOLEAN;
    if (node->kind == PRSE__FEEL_NUMBER) {
        prse__dec_print(buf, node->number);
        return;
    }
    if (node->kind == PRSE__FEEL_NAME) {
        prse__buf_addf(buf, "<%.*s>", (int)node->text.len, node->text.ptr);
        return;
    }
    if (node->kind == PRSE__FEEL_STRING) {
        prse__buf_addf(buf, "'%.*s'", (int)node->text.len, node->text.ptr);
        return;
    }
    prse__buf_adds(buf, leaf ? "" : "(");
    if (node->kind == PRSE__FEEL_RANGE)
        prse__buf_addf(buf, "%c%c ", node->open_low ? '(' : '[',
                       node->open_high ? ')' : ']');
    prse__buf_adds(buf, kind_text(node));
    if (node->kind == PRSE__FEEL_TEST)
        prse__buf_adds(buf, op_text(node->op));
    if (node->text.len)
        prse__buf_addf(buf, ".%.*s", (int)node->text.len, node->text.ptr);
    if (node->type.len)
        prse__buf_addf(buf, ":%.*s", (int)node->type.len, node->type.ptr);
    for (const prse__feel *c = node->first; c; c = c->next) {
        prse__buf_addc(buf, ' ');
        dump(buf, c);
    }
    prse__buf_adds(buf, leaf ? "" : ")");
}

#endif
