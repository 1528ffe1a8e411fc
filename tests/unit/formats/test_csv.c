/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "formats/csv.h"
#include "support/test.h"

/* All records as text: fields between |, records ended by /. */
static prse_status flatten(prse__buf *buf, prse_str text, prse_error *err)
{
    prse__csv *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 1;
    prse_status status = prse__csv_new(&csv, text, "f.csv", err);
    while (!status && count > 0) {
        status = prse__csv_next(csv, &fields, &count, err);
        for (size_t i = 0; !status && i < count; i++) {
            prse__buf_adds(buf, i > 0 ? "|" : "");
            prse__buf_add(buf, fields[i]);
        }
        prse__buf_adds(buf, !status && count > 0 ? "/" : "");
    }
    prse__csv_free(csv);
    return status;
}

PRSE_TEST(csv, reads_records)
{
    static const char *const cases[][2] = {
        {"", ""}, {"\n\r\n", ""}, {"a,b\n1,2", "a|b/1|2/"},
        {"a;b\r\n1,5;2\r\n", "a|b/1,5|2/"}, {"\n\na;b\n", "a|b/"},
        {"\xEF\xBB\xBF" "a,b\n", "a|b/"}, {"a,,\n,\n", "a||/|/"},
        {"\"x,\"\"y\"\"\r\nz\",2\n\n3,4\n", "x,\"y\"\r\nz|2/3|4/"},
        {"\"a;b;c\",d\n", "a;b;c|d/"}, {"\"\"\n", "/"}, {"\"\"\"\"\n", "\"/"},
        {" a , b\n", " a | b/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__buf_adds(&buf, "");
        cr_expect_eq(flatten(&buf, prse_str_of(cases[i][0]), NULL), PRSE_OK);
        cr_expect_str_eq(buf.ptr, cases[i][1], "case %zu: %s", i, buf.ptr);
        prse__buf_free(&buf);
    }
}

PRSE_TEST(csv, refuses_and_tells_where)
{
    static const struct {
        const char *text;
        uint32_t line, column;
    } cases[] = {
        {"a,b\n\xC3\xA9\"x,2\n", 2, 2}, {"a\n\"x\n\ny", 2, 1},
        {"a\n\"x\ny\"z\n", 3, 3}, {"a\rb\n", 1, 2}, {"a\nb\xFF\n", 2, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_error err = {0};
        prse__buf buf;
        prse__buf_init(&buf, 0);
        cr_expect_eq(flatten(&buf, prse_str_of(cases[i].text), &err),
                     PRSE_EPARSE);
        cr_expect_eq(err.line, cases[i].line, "case %zu: %u", i, err.line);
        cr_expect_eq(err.column, cases[i].column, "case %zu: %u", i,
                     err.column);
        cr_expect_str_eq(err.file, "f.csv");
        prse__buf_free(&buf);
    }
}

PRSE_TEST(csv, meets_its_limits)
{
    enum { SIZE = 1024 * 1024 + 2 };
    char *text = prse__alloc(SIZE, 1);
    prse__buf buf;
    prse__buf_init(&buf, 0);
    memset(text, ',', 4095);
    cr_expect_eq(flatten(&buf, (prse_str){text, 4095}, NULL), PRSE_OK);
    text[4095] = ',';
    cr_expect_eq(flatten(&buf, (prse_str){text, 4096}, NULL), PRSE_ELIMIT);
    memset(text, 'a', SIZE);
    cr_expect_eq(flatten(&buf, (prse_str){text, SIZE - 2}, NULL), PRSE_OK);
    cr_expect_eq(flatten(&buf, (prse_str){text, SIZE}, NULL), PRSE_ELIMIT);
    prse__buf_free(&buf);
    prse__free(text);
}

PRSE_TEST(csv, tells_line_and_separator)
{
    prse__csv *csv = NULL;
    const prse_str *fields = NULL;
    size_t count = 0;
    cr_assert_eq(prse__csv_new(&csv, PRSE_STR("a;b\n\n\"x\ny\";2\n3;4"), NULL,
                               NULL), PRSE_OK);
    static const uint32_t lines[] = {1, 3, 5};
    for (size_t i = 0; i < 3; i++) {
        prse__csv_next(csv, &fields, &count, NULL);
        cr_expect_eq(count, 2);
        cr_expect_eq(prse__csv_line(csv), lines[i]);
    }
    cr_expect_eq(prse__csv_separator(csv), ';');
    prse__csv_free(csv);
}

PRSE_TEST(csv, what_is_written_reads_back)
{
    static const char *const fields[] = {"a", "b,c", "\"q\"", "x\r\ny", ""};
    prse__buf buf, back;
    prse__buf_init(&buf, 0);
    prse__buf_init(&back, 0);
    for (size_t i = 0; i < 5; i++) {
        prse__buf_adds(&buf, i > 0 ? "," : "");
        prse__csv_add_field(&buf, prse_str_of(fields[i]));
    }
    cr_expect_str_eq(buf.ptr, "a,\"b,c\",\"\"\"q\"\"\",\"x\r\ny\",");
    cr_expect_eq(flatten(&back, prse__buf_str(&buf), NULL), PRSE_OK);
    cr_expect_str_eq(back.ptr, "a|b,c|\"q\"|x\r\ny|/");
    prse__buf_free(&buf);
    prse__buf_free(&back);
}

/* The separator is found again on the header line: a field that holds the
 * other one must not decide it. */
PRSE_TEST(csv, the_other_separator_is_quoted_too)
{
    prse__buf buf, back;
    prse__buf_init(&buf, 0);
    prse__buf_init(&back, 0);
    prse__csv_add_field(&buf, PRSE_STR("nom"));
    prse__buf_addc(&buf, ';');
    prse__csv_add_field(&buf, PRSE_STR("rue, ville, pays"));
    cr_expect_eq(flatten(&back, prse__buf_str(&buf), NULL), PRSE_OK);
    cr_expect_str_eq(back.ptr, "nom|rue, ville, pays/");
    prse__buf_free(&buf);
    prse__buf_free(&back);
}
