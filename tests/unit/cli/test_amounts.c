/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/amounts.h"
#include "support/test.h"

static const cli_context french = {.lang = PRSE_LANG_FR};
static const cli_context english = {.lang = PRSE_LANG_EN};

static void is(cli_buffer *made, const char *wanted)
{
    cr_assert(cli_str_is(cli_buffer_str(made), wanted), "%s", made->text);
    cli_buffer_free(made);
}

static void count(uint64_t number, const char *fr, const char *en)
{
    cli_buffer text = {0};
    cli_add_count(&text, &french, number);
    is(&text, fr);
    cli_add_count(&text, &english, number);
    is(&text, en);
}

static void size(uint64_t bytes, const char *en)
{
    cli_buffer text = {0};
    cli_add_size(&text, &english, bytes);
    is(&text, en);
}

static void lasts(int64_t ms, const char *en)
{
    cli_buffer text = {0};
    cli_add_duration(&text, &english, ms);
    is(&text, en);
}

static void groups(const char *digits, const char *wanted)
{
    cli_buffer text = {0};
    cli_add_number_groups(&text, prse_str_of(digits));
    is(&text, wanted);
}

PRSE_TEST(amounts, counts_have_groups_of_three)
{
    count(0, "0", "0");
    count(999, "999", "999");
    count(1000, "1\u202f000", "1,000");
    count(29412306, "29\u202f412\u202f306", "29,412,306");
    count(UINT64_MAX, "18\u202f446\u202f744\u202f073\u202f709\u202f551"
                      "\u202f615", "18,446,744,073,709,551,615");
}

PRSE_TEST(amounts, sizes_are_in_the_greatest_unit)
{
    size(0, "0 B");
    size(999, "999 B");
    size(1000, "1 kB");
    size(1290, "1.2 kB");
    size(42000000, "42 MB");
    size(9990000000, "9.9 GB");
    size(UINT64_MAX, "18,446,744,073 GB");
}

PRSE_TEST(amounts, times_are_told_as_people_tell_them)
{
    lasts(-5, "0 ms");
    lasts(0, "0 ms");
    lasts(120, "120 ms");
    lasts(999, "999 ms");
    lasts(1000, "1 s");
    lasts(8449, "8.4 s");
    lasts(9960, "10 s");
    lasts(59400, "59 s");
    lasts(59600, "1 min 0 s");
    lasts(125000, "2 min 5 s");
    lasts(12000000, "3 h 20 min");
    lasts(INT64_C(200000000), "2 days");
}

PRSE_TEST(amounts, company_numbers_are_in_groups)
{
    groups("012345674", "012 345 674");
    groups("01234567400019", "012 345 674 00019");
    groups("FR12012345674", "FR12012345674");
    groups("", "");
}
