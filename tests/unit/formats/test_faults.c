/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of every reader fails, once and for good. */
#include "formats/json_writer.h"
#include "formats/node.h"
#include "support/fault.h"
#include "support/test.h"
#include "support/text_source.h"

typedef prse_status reader(const prse__node **out, prse__arena *arena,
                           prse_str text, const char *file,
                           const prse__node_limits *limits, prse_error *err);

static prse_status read_tree(reader *how, prse_str text, prse_error *err)
{
    const prse__node *node = NULL;
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = how(&node, arena, text, "f", NULL, err);
    prse__arena_free(arena);
    return status;
}

PRSE_TEST(faults, json)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = read_tree(
            prse__json_read,
            PRSE_STR("{\"a\": [1.5, \"x\\u00e9\"], \"b\": {}, \"c\": null}"),
            &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(faults, yaml)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = read_tree(
            prse__yaml_read,
            PRSE_STR("a: [1, {b: 'x'}]\nc: |\n  text\nd: \"q\"\n"), &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

static prse_status count_records(prse_str text, size_t *records,
                                 prse_error *err)
{
    text_source source = {text, 0, SIZE_MAX};
    prse__csv_stream *csv = NULL;
    const prse_str *fields;
    size_t count = 1;
    prse_status status = prse__csv_stream_open(&csv, text_source_of(&source),
                                               "f", err);
    for (*records = 0; !status && count > 0; *records += count > 0)
        status = prse__csv_stream_next(csv, &fields, &count, err);
    prse__csv_stream_close(csv);
    return status;
}

PRSE_TEST(faults, csv)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        size_t records = 0;
        prse_status status = count_records(
            PRSE_STR("a,b\n\"say \"\"x\"\"\",2\n"), &records, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_expect(status || records == 2);
    }
}

/* A writer has no status: its buffer is failed, and only then. */
PRSE_TEST(faults, json_writer)
{
    PRSE_EACH_FAULT {
        prse__buf buf;
        prse__json json;
        prse__buf_init(&buf, 0);
        prse__json_init(&json, &buf, 2);
        prse__json_open(&json, '{');
        prse__json_put(&json, "a", PRSE_STR("\"quoted\"\n"));
        prse__json_put_int(&json, "b", -5);
        prse__json_close(&json, '}');
        cr_expect_eq(buf.failed, prse_fault_pause());
        prse__buf_free(&buf);
    }
}
