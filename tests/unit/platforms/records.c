/* SPDX-License-Identifier: Apache-2.0 */
#include "records.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "formats/node.h"

prse_str prse_quoted(const char *text)
{
    size_t size = strlen(text);
    char *copy = malloc(size + 1);
    cr_assert_not_null(copy);
    for (size_t i = 0; i <= size; i++)
        copy[i] = (char)(text[i] == '\'' ? '"' : text[i]);
    return (prse_str){copy, size};
}

/* Every record is strict JSON: one object with one key. */
static void check_json(prse_str record)
{
    const prse__node *root = NULL;
    prse__arena *arena = prse__arena_new(0);
    prse_error err = {0};
    cr_expect_eq(prse__json_read(&root, arena, record, "record", NULL, &err),
                 PRSE_OK, "%s in %s", err.message, record.ptr);
    cr_expect(root && root->kind == PRSE__NODE_MAP && root->count == 1);
    prse__arena_free(arena);
}

static prse_outcome make_record(prse_make *make, const prse__answer *answer,
                                prse__buf *json)
{
    prse__buf_init(json, 0);
    prse_outcome outcome = make(json, answer);
    cr_assert_not(json->failed);
    check_json(prse__buf_str(json));
    return outcome;
}

void prse_expect(prse_make *make, const prse__answer *answer,
                 prse_outcome outcome, const char *rest)
{
    static const char head[] = "':{'siren':'111222333'";
    prse__buf json;
    prse_outcome found = make_record(make, answer, &json);
    prse_str start = prse_quoted(head);
    prse_str wanted = prse_quoted(rest);
    const char *at = strstr(json.ptr, start.ptr);
    cr_assert_not_null(at, "%s", json.ptr);
    at += start.len;
    cr_expect_eq(found, outcome, "%d instead of %d", found, outcome);
    cr_expect(strlen(at) == wanted.len + 2 &&
                  strncmp(at, wanted.ptr, wanted.len) == 0,
              "found    %s\nexpected %s}}", at, wanted.ptr);
    free((char *)start.ptr);
    free((char *)wanted.ptr);
    prse__buf_free(&json);
}

void prse_expect_body(prse_make *make, const char *body,
                      prse_outcome outcome, const char *rest)
{
    prse_str text = prse_quoted(body);
    prse__answer answer = {PRSE_OK, 200, text};
    prse_expect(make, &answer, outcome, rest);
    free((char *)text.ptr);
}

void prse_expect_part(prse_make *make, const char *body, const char *part)
{
    prse_str text = prse_quoted(body);
    prse_str wanted = prse_quoted(part);
    prse__answer answer = {PRSE_OK, 200, text};
    prse__buf json;
    make_record(make, &answer, &json);
    cr_expect_not_null(strstr(json.ptr, wanted.ptr), "no %s in %s",
                       wanted.ptr, json.ptr);
    free((char *)text.ptr);
    free((char *)wanted.ptr);
    prse__buf_free(&json);
}
