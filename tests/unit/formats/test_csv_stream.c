/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv_stream.h"

#include "support/test.h"
#include "support/text_source.h"

static const size_t pieces[] = {1, 2, 3, 7, SIZE_MAX};
enum { PIECES = sizeof pieces / sizeof *pieces };

/* All records as text: fields between |, records ended by /. */
static prse_status flatten(prse__buf *buf, prse_str text, size_t piece,
                           prse_error *err)
{
    text_source source = {text, 0, piece};
    prse__csv_stream *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 1;
    prse_status status = prse__csv_stream_open(&csv, text_source_of(&source),
                                               "f.csv", err);
    while (!status && count > 0) {
        status = prse__csv_stream_next(csv, &fields, &count, err);
        for (size_t i = 0; !status && i < count; i++) {
            prse__buf_adds(buf, i > 0 ? "|" : "");
            prse__buf_add(buf, fields[i]);
        }
        prse__buf_adds(buf, !status && count > 0 ? "/" : "");
    }
    prse__csv_stream_close(csv);
    return status;
}

PRSE_TEST(csv_stream, reads_records_whatever_the_pieces)
{
    static const char *const cases[][2] = {
        {"", ""}, {"\n\r\n", ""}, {"a,b\n1,2", "a|b/1|2/"},
        {"a;b\r\n1,5;2\r\n", "a|b/1,5|2/"}, {"\n\na;b\n", "a|b/"},
        {"\xEF\xBB\xBF" "a,b\n", "a|b/"}, {"a,,\n,\n", "a||/|/"},
        {"\"x,\"\"y\"\"\r\nz\",2\n\n3,4\n", "x,\"y\"\r\nz|2/3|4/"},
        {"\"a;b;c\",d\n", "a;b;c|d/"}, {"\"\"\n", "/"}, {"\"\"\"\"\n", "\"/"},
        {"\xEF\xBB\xBF\xEF\xBB\xBF" "a\n", "\xEF\xBB\xBF" "a/"},
        {" a , b\n", " a | b/"}, {"\"a\",b\r\nc,\"d\"\r\n", "a|b/c|d/"},
        {"\"a\",\r\nb", "a|/b/"}, {"\"a\"\r", "a/"}, {"a,\"b\"", "a|b/"},
        {"\"a\r\",b\rc\r\n", "a\r|b\rc/"}, {"a\r\n\r\n\r\nb", "a/b/"},
        {"\"\"\"a\"\"\",\"\"\"b\"\n", "\"a\"|\"b/"},
    };
    for (size_t i = 0; i < PIECES * sizeof cases / sizeof *cases; i++) {
        const char *const *c = cases[i / PIECES];
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__buf_adds(&buf, "");
        cr_expect_eq(flatten(&buf, prse_str_of(c[0]), pieces[i % PIECES],
                             NULL), PRSE_OK);
        cr_expect_str_eq(buf.ptr, c[1], "%s by %zu: %s", c[0],
                         pieces[i % PIECES], buf.ptr);
        prse__buf_free(&buf);
    }
}

PRSE_TEST(csv_stream, refuses_and_tells_where)
{
    static const struct {
        const char *text;
        uint32_t line, column;
    } cases[] = {
        {"a,b\n\xC3\xA9\"x,2\n", 2, 2}, {"a\n\"x\n\ny", 2, 1},
        {"a\n\"x\ny\"z\n", 3, 3}, {"a\nb\xFF\n", 2, 2},
        {"a\n\"\"\"x\n\", \xC3\xA9\xFF", 3, 5}, {"\"a\"\rb", 1, 4},
    };
    for (size_t i = 0; i < PIECES * sizeof cases / sizeof *cases; i++) {
        prse_error err = {0};
        prse__buf buf;
        prse__buf_init(&buf, 0);
        cr_expect_eq(flatten(&buf, prse_str_of(cases[i / PIECES].text),
                             pieces[i % PIECES], &err), PRSE_EPARSE);
        cr_expect_eq(err.line, cases[i / PIECES].line, "case %zu: %u",
                     i / PIECES, err.line);
        cr_expect_eq(err.column, cases[i / PIECES].column, "case %zu: %u",
                     i / PIECES, err.column);
        cr_expect_str_eq(err.file, "f.csv");
        prse__buf_free(&buf);
    }
}

PRSE_TEST(csv_stream, meets_its_limits)
{
    enum { SIZE = 1024 * 1024 + 2 };
    char *text = prse__alloc(SIZE, 1);
    prse__buf buf;
    prse__buf_init(&buf, 0);
    memset(text, ',', 4095);
    cr_expect_eq(flatten(&buf, (prse_str){text, 4095}, SIZE, NULL), PRSE_OK);
    text[4095] = ',';
    cr_expect_eq(flatten(&buf, (prse_str){text, 4096}, SIZE, NULL),
                 PRSE_ELIMIT);
    text[0] = text[1] = '"';
    cr_expect_eq(flatten(&buf, (prse_str){text, 4096}, SIZE, NULL), PRSE_OK);
    cr_expect_eq(flatten(&buf, (prse_str){text, 4098}, SIZE, NULL), PRSE_OK);
    memset(text, 'a', SIZE);
    cr_expect_eq(flatten(&buf, (prse_str){text, SIZE - 3}, SIZE, NULL),
                 PRSE_OK);
    cr_expect_eq(flatten(&buf, (prse_str){text, SIZE}, SIZE, NULL),
                 PRSE_ELIMIT);
    prse__buf_free(&buf);
    prse__free(text);
}

/* Records longer than a block, and blocks that end anywhere in them. */
PRSE_TEST(csv_stream, records_longer_than_a_block)
{
    enum { LONG = 300000 };
    prse__buf text, back;
    prse__buf_init(&text, 0);
    prse__buf_init(&back, 0);
    for (int i = 0; i < 3; i++) {
        prse__buf_adds(&text, "\"");
        for (int j = 0; j < LONG; j++)
            prse__buf_adds(&text, j % 100 ? "x" : "\"\"");
        prse__buf_adds(&text, "\",y\n");
    }
    cr_expect_eq(flatten(&back, prse__buf_str(&text), 100000, NULL), PRSE_OK);
    cr_expect_eq(back.len, 3 * (LONG + 3));
    prse__buf_free(&text);
    prse__buf_free(&back);
}

PRSE_TEST(csv_stream, tells_the_place_of_a_field)
{
    text_source source = {PRSE_STR("a;b;c\n\n\"x;\n\xC3\xA9\";2;3\n4;5;6"), 0,
                          9};
    static const struct {
        size_t field;
        uint32_t line, column;
    } places[] = {{1, 1, 3}, {2, 4, 6}, {0, 5, 1}};
    prse__csv_stream *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 0;
    cr_assert_eq(prse__csv_stream_open(&csv, text_source_of(&source), NULL,
                                       NULL), PRSE_OK);
    for (size_t i = 0; i < 3; i++) {
        prse__csv_stream_next(csv, &fields, &count, NULL);
        cr_expect_eq(count, 3);
        prse__place at = prse__csv_stream_place(csv, places[i].field);
        cr_expect_eq(at.line, places[i].line);
        cr_expect_eq(at.column, places[i].column, "%zu: %u", i, at.column);
    }
    prse__csv_stream_close(csv);
}

/* The records after each point are the same when reading goes on there. */
PRSE_TEST(csv_stream, goes_on_from_a_point)
{
    text_source source = {PRSE_STR("\xEF\xBB\xBF" "n;t\n1;\"x\ny\"\n\n2;z\n"),
                          0, 5};
    prse__csv_stream *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 0;
    cr_assert_eq(prse__csv_stream_open(&csv, text_source_of(&source), NULL,
                                       NULL), PRSE_OK);
    prse__csv_stream_next(csv, &fields, &count, NULL);
    prse__csv_stream_next(csv, &fields, &count, NULL);
    prse__csv_point point = prse__csv_stream_point(csv);
    cr_expect_eq(point.offset, 15);
    cr_expect_eq(point.line, 4);
    for (int i = 0; i < 2; i++) {
        prse__csv_stream_next(csv, &fields, &count, NULL);
        cr_expect(count == 2 && prse__str_is(fields[1], "z"));
        cr_expect_eq(prse__csv_stream_place(csv, 0).line, 5);
        prse__csv_stream_next(csv, &fields, &count, NULL);
        cr_expect_eq(count, 0);
        source.at = (size_t)point.offset;
        prse__csv_stream_go_on(csv, point);
    }
    prse__csv_stream_close(csv);
}

static prse_status refuse(void *self, char *to, size_t size, size_t *got,
                          prse_error *err)
{
    (void)self, (void)to, (void)size, (void)got;
    return prse__error_set(err, PRSE_EIO, NULL, "no");
}

PRSE_TEST(csv_stream, passes_on_a_refusal_of_its_source)
{
    prse__csv_stream *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 0;
    prse_error err = {0};
    prse__csv_source source = {NULL, refuse};
    cr_assert_eq(prse__csv_stream_open(&csv, source, NULL, NULL), PRSE_OK);
    cr_expect_eq(prse__csv_stream_next(csv, &fields, &count, &err), PRSE_EIO);
    cr_expect_str_eq(err.message, "no");
    prse__csv_stream_close(csv);
}
