/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "rules/range.h"
#include "support/fault.h"
#include "support/test.h"

static prse__arena *arena;

/* "low..high" with its brackets, as it was understood. */
static void show(prse__buf *buf, const prse__range *range)
{
    prse__buf_addc(buf, range->low.open ? '(' : '[');
    if (range->low.present)
        prse__value_print(buf, range->low.value);
    prse__buf_adds(buf, "..");
    if (range->high.present)
        prse__value_print(buf, range->high.value);
    prse__buf_addc(buf, range->high.open ? ')' : ']');
}

typedef struct good_case {
    int date;
    const char *text, *means;
} good_case;

PRSE_TEST(range, is_written_in_many_ways)
{
    static const good_case cases[] = {
        {0, "50", "[50..50]"},
        {0, " -1.5 ", "[-1.5..-1.5]"},
        {0, "50..249", "[50..249]"},
        {0, "50 .. 249", "[50..249]"},
        {0, "[50..300)", "[50..300)"},
        {0, "[50..300[", "[50..300)"},
        {0, "]50..300]", "(50..300]"},
        {0, "(50..300)", "(50..300)"},
        {0, "[7..7]", "[7..7]"},
        {0, ">= 50", "[50..]"},
        {0, ">50", "(50..]"},
        {0, "< 50", "[..50)"},
        {0, "<= -50", "[..-50]"},
        {1, "2026-11-23", "[@\"2026-11-23\"..@\"2026-11-23\"]"},
        {1, "2026-01-01..2026-12-31", "[@\"2026-01-01\"..@\"2026-12-31\"]"},
        {1, "[@\"2026-01-01\"..2027-01-01)",
         "[@\"2026-01-01\"..@\"2027-01-01\")"},
        {1, ">= 2026-01-01", "[@\"2026-01-01\"..]"},
    };
    arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__range range;
        prse__buf buf;
        prse_error err = {0};
        prse__buf_init(&buf, 0);
        cr_assert_eq(prse__range_read(&range, arena, cases[i].date,
                                      prse_str_of(cases[i].text), &err),
                     PRSE_OK, "%s: %s", cases[i].text, err.message);
        show(&buf, &range);
        cr_expect_str_eq(buf.ptr, cases[i].means, "%s: %s", cases[i].text,
                         buf.ptr);
        prse__buf_free(&buf);
    }
    prse__arena_free(arena);
}

typedef struct bad_case {
    int date;
    const char *text, *says;
} bad_case;

PRSE_TEST(range, tells_what_would_be_right)
{
    static const bad_case cases[] = {
        {0, "", "write 50"},           {0, "beaucoup", "`beaucoup`"},
        {0, "..", "write 50"},         {0, "[..]", "write 50"},
        {0, "[1..2", "write 50"},      {0, "1..2]", "write 50"},
        {0, "[1", "write 50"},         {0, "1..", "write 50"},
        {0, "..2", "write 50"},        {0, ">", "write 50"},
        {0, "> = 2", "write 50"},      {0, "2026-11-23", "of numbers"},
        {0, "10..5", "ends before"},   {0, "[5..5)", "contains nothing"},
        {0, "(5..5]", "contains"},     {0, "1..2..3", "write 50"},
        {1, "2026", "write 2026-11-"}, {1, "2026-02-30", "of dates"},
        {1, "@\"2026-11-23", "dates"}, {1, "@\"\"", "of dates"},
        {1, "2027-01-01..2026-01-01", "ends before"},
    };
    arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__range range;
        prse_error err = {0};
        cr_expect_eq(prse__range_read(&range, arena, cases[i].date,
                                      prse_str_of(cases[i].text), &err),
                     PRSE_ETYPE, "%s", cases[i].text);
        cr_expect_eq(err.code, PRSE_ETYPE);
        cr_expect(strstr(err.message, cases[i].says), "%s: %s", cases[i].text,
                  err.message);
    }
    prse__arena_free(arena);
}

PRSE_TEST(range, survives_a_number_of_ten_thousand_digits)
{
    static char digits[10001];
    prse__range range;
    prse_error err = {0};
    memset(digits, '7', 10000);
    arena = prse__arena_new(0);
    cr_expect_eq(
        prse__range_read(&range, arena, 0, prse_str_of(digits), &err),
        PRSE_ETYPE);
    cr_expect(strstr(err.message, "777"));
    prse__arena_free(arena);
}

PRSE_TEST(range, reports_lack_of_memory)
{
    PRSE_EACH_FAULT {
        prse__range range;
        prse_error err = {0};
        prse_status status = PRSE_ENOMEM;
        prse__arena *small = prse__arena_new(0);
        if (small)
            status = prse__range_read(&range, small, 0,
                                      PRSE_STR("[50..300)"), &err);
        else
            prse__error_nomem(&err);
        PRSE_FAULT_CHECK(status, err);
        prse__arena_free(small);
    }
}
