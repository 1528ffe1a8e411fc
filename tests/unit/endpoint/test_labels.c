/* SPDX-License-Identifier: Apache-2.0 */
/* Which label an endpoint means, and numbers as JSON writes them. */
#include "endpoint/endpoint.h"
#include "formats/real.h"
#include "support/test.h"

static prse_status read_labels(prse__endpoint *out, const char *labels)
{
    prse_error err = {0};
    *out = (prse__endpoint){.opts.labels = prse_str_of(labels),
                            .arena = prse__arena_new(0)};
    prse_status status = prse__endpoint_labels(out, &err);
    cr_assert_eq(err.code, (int32_t)status);
    return status;
}

static int32_t label_of(const char *labels, const char *name)
{
    prse__endpoint it;
    cr_assert_eq(read_labels(&it, labels), PRSE_OK);
    int32_t label = prse__endpoint_label(&it, prse_str_of(name));
    prse__arena_free(it.arena);
    return label;
}

PRSE_TEST(endpoint_labels, by_text_code_and_position)
{
    cr_assert_eq(label_of("", "E1"), 0);
    cr_assert_eq(label_of("", "Non ESRS"), 10);
    cr_assert_eq(label_of("", "LABEL_10"), 10);
    cr_assert_eq(label_of("", "LABEL_11"), -1);
    cr_assert_eq(label_of("", "LABEL_"), -1);
    cr_assert_eq(label_of("", "LABEL_1x"), -1);
    cr_assert_eq(label_of("", "LABEL_99999999999999999999"), -1);
    cr_assert_eq(label_of("", "e1"), -1);
    cr_assert_eq(label_of("", ""), -1);
}

PRSE_TEST(endpoint_labels, by_the_name_that_was_given)
{
    const char *labels = "un\tESRS E1 : Climat\r\n\ndeux\n";
    cr_assert_eq(label_of(labels, "un"), 0);
    cr_assert_eq(label_of(labels, "E1"), -1);
    cr_assert_eq(label_of(labels, "deux"), 1);
}

PRSE_TEST(endpoint_labels, lists_that_are_none)
{
    static const char *const bad[] = {"a", "a\na", "a\n\n", "a\nx\ta",
                                      "a\n\xff"};
    prse__endpoint it;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_assert_eq(read_labels(&it, bad[i]), PRSE_ESCHEMA, "%s", bad[i]);
        prse__arena_free(it.arena);
    }
}

PRSE_TEST(endpoint_labels, numbers)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},          {"0.5", 0.5},     {"-2.5e1", -25},
                {"1e-05", 1e-5},   {"12E+2", 1200},  {"1e-45", 1e-45},
                {"0.98765432101234567", 0.98765432101234567},
                {"4.9e-324", 4.9e-324}, {"1e308", 1e308}, {"0e999", 0}};
    static const char *const bad[] = {"", "-", ".", "e5", "1e", "1e-",
                                      "1x", "NaN", "1e999", "1.2.3", "--1"};
    double value;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        cr_assert(prse__real_read(&value, prse_str_of(good[i].text)));
        double wrong = value - good[i].value;
        double most = 1e-14 * (good[i].value < 0 ? -good[i].value
                                                 : good[i].value) + 1e-323;
        cr_assert(wrong <= most && -wrong <= most, "%s", good[i].text);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(prse__real_read(&value, prse_str_of(bad[i])), "%s",
                      bad[i]);
}
