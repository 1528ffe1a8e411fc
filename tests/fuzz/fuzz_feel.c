/* SPDX-License-Identifier: Apache-2.0 */
/* Expressions: parse(print(x)) == x, and any of them can be evaluated. */
#include "feel/eval.h"
#include "feel/table.h"

#include "fuzz/fuzz.h"

typedef prse_status parser(const prse__feel **out, prse__arena *arena,
                           const prse__feel_source *source, prse_error *err);

static const prse__feel *parse(parser *how, prse__arena *arena, prse_str text)
{
    const prse__feel *tree = NULL, *again = NULL;
    prse__feel_source source = {.text = text, .file = "fuzz"};
    prse_error err = {0};
    prse_status status = how(&tree, arena, &source, &err);
    fuzz_check(status, &err);
    if (status != PRSE_OK)
        return NULL;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__feel_print(&buf, tree);
    source.text = prse__buf_str(&buf);
    FUZZ_ASSERT(how(&again, arena, &source, &err) == PRSE_OK);
    FUZZ_ASSERT(prse__feel_equal(tree, again));
    prse__buf_free(&buf);
    return tree;
}

static void evaluate(prse__arena *arena, const prse__feel *tree)
{
    const prse__value *value = NULL;
    prse_error err = {0};
    prse_status status = prse__feel_eval(&value, arena, tree, NULL, 20000,
                                         &err);
    fuzz_check(status, &err);
    if (status != PRSE_OK)
        return;
    prse__buf buf;
    prse__buf_init(&buf, 1 << 20);
    prse__value_print(&buf, value);
    prse__buf_free(&buf);
}

static void table(prse__arena *arena, prse_str text)
{
    const prse__table *out = NULL;
    prse__feel_source source = {.text = text, .file = "fuzz"};
    prse_error err = {0};
    prse_status status = prse__table_parse(&out, arena, &source, &err);
    fuzz_check(status, &err);
    if (status == PRSE_OK) {
        const prse__value *value = NULL;
        fuzz_check(prse__table_eval(&value, arena, out, NULL, &err), &err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_str text = fuzz_text(data, size);
    prse__arena *arena = prse__arena_new(64 << 20);
    const prse__feel *tree = parse(prse__feel_parse, arena, text);
    if (tree)
        evaluate(arena, tree);
    parse(prse__feel_parse_tests, arena, text);
    table(arena, text);
    prse__arena_free(arena);
    return 0;
}
