/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/str.h"
#include "portailrse/company.h"
#include "support/test.h"

static prse_number good(const char *text)
{
    prse_number number = {.size = sizeof number};
    prse_error err = {0};
    prse_status status = prse_number_read(&number, prse_str_of(text), &err);
    cr_assert_eq(status, PRSE_OK, "%s: %s", text, err.message);
    cr_assert_eq(err.code, PRSE_OK);
    return number;
}

static void is(const char *text, int kind, const char *siren,
               const char *plain)
{
    prse_number number = good(text);
    cr_assert_eq(number.kind, kind, "%s", text);
    cr_assert_str_eq(number.siren, siren);
    cr_assert_str_eq(number.text, plain);
}

static prse_error bad(prse_str text, prse_status wanted)
{
    prse_number number = {.size = sizeof number, .kind = -7};
    prse_error err = {0};
    prse_status status = prse_number_read(&number, text, &err);
    cr_assert_eq(status, wanted, "%.*s: %s %s", (int)text.len, text.ptr,
                 prse_status_name(status), err.message);
    cr_assert_eq(err.code, (int32_t)wanted);
    cr_assert_eq(number.kind, -7, "written though it failed");
    return err;
}

static void says(const char *text, prse_status wanted, const char *message,
                 uint32_t column)
{
    prse_error err = bad(prse_str_of(text), wanted);
    cr_assert(strstr(err.message, message), "%s: %s", text, err.message);
    cr_assert_eq(err.column, column, "%s: column %u", text, err.column);
}

PRSE_TEST(number, of_a_legal_unit)
{
    is("552032534", PRSE_NUMBER_SIREN, "552032534", "552032534");
}

PRSE_TEST(number, keeps_its_leading_zeros)
{
    is("000325175", PRSE_NUMBER_SIREN, "000325175", "000325175");
    is("00541075800014", PRSE_NUMBER_SIRET, "005410758", "00541075800014");
}

PRSE_TEST(number, of_an_establishment)
{
    is("13002526500013", PRSE_NUMBER_SIRET, "130025265", "13002526500013");
}

PRSE_TEST(number, is_read_without_what_separates_its_groups)
{
    is(" 552 032 534\n", PRSE_NUMBER_SIREN, "552032534", "552032534");
    is("552.032.534", PRSE_NUMBER_SIREN, "552032534", "552032534");
    is("552-032-534", PRSE_NUMBER_SIREN, "552032534", "552032534");
    is("552\u00A0032\u00A0534", PRSE_NUMBER_SIREN, "552032534", "552032534");
    is("130\u202F025\u202F265 00013", PRSE_NUMBER_SIRET, "130025265",
       "13002526500013");
}

PRSE_TEST(number, of_la_poste_adds_up_to_a_multiple_of_five)
{
    is("356 000 000", PRSE_NUMBER_SIREN, "356000000", "356000000");
    is("35600000000048", PRSE_NUMBER_SIRET, "356000000", "35600000000048");
    is("35600000049837", PRSE_NUMBER_SIRET, "356000000", "35600000049837");
    bad(PRSE_STR("35600000049838"), PRSE_ETYPE);
    bad(PRSE_STR("13002526500014"), PRSE_ETYPE);
}

PRSE_TEST(number, for_vat_is_checked_by_its_key)
{
    is("FR40303265045", PRSE_NUMBER_VAT, "303265045", "FR40303265045");
    is("fr 40 303 265 045", PRSE_NUMBER_VAT, "303265045", "FR40303265045");
    says("FR41303265045", PRSE_ETYPE, "would be 40", 3);
}

PRSE_TEST(number, for_vat_may_have_letters_in_its_key_but_never_i_and_o)
{
    is("FRK7399859412", PRSE_NUMBER_VAT, "399859412", "FRK7399859412");
    is("FR4Z123456782", PRSE_NUMBER_VAT, "123456782", "FR4Z123456782");
    bad(PRSE_STR("FRK8399859412"), PRSE_ETYPE);
    says("FR4O303265045", PRSE_EPARSE, "0?", 4);
    says("FRI0303265045", PRSE_EPARSE, "1?", 3);
}

PRSE_TEST(number, for_vat_needs_a_right_siren)
{
    says("FR40303265046", PRSE_ETYPE, "would be 5", 13);
    says("FR4030326504", PRSE_EPARSE, "13 characters", 0);
    says("FR40303265O45", PRSE_EPARSE, "the letter O", 11);
}

PRSE_TEST(number, of_another_country_is_none)
{
    says("DE303265045", PRSE_EPARSE, "begins with FR", 1);
}

PRSE_TEST(number, with_a_wrong_digit_says_what_the_last_would_be)
{
    says("552032535", PRSE_ETYPE, "last digit is 5, and would be 4", 9);
    says("552 032 535", PRSE_ETYPE, "would be 4", 11);
    says("13002526500014", PRSE_ETYPE, "would be 3", 14);
    says("13002526600013", PRSE_ETYPE, "first 9 digits", 9);
}

PRSE_TEST(number, with_a_letter_says_which_digit_was_meant)
{
    says("55203253O", PRSE_EPARSE, "the letter O where a digit is expected: 0",
         9);
    says("5520x2534", PRSE_EPARSE, "is a letter where a digit", 5);
    says("l52032534", PRSE_EPARSE, "1?", 1);
}

PRSE_TEST(number, of_another_length_says_what_may_have_happened)
{
    says("55203253", PRSE_EPARSE, "leading zero", 0);
    says("1300252650001", PRSE_EPARSE, "leading zero", 0);
    says("40303265045", PRSE_EPARSE, "begins with FR", 0);
    says("5520325340", PRSE_EPARSE, "10 digits", 0);
    says("", PRSE_EPARSE, "no number", 0);
    says(" . -", PRSE_EPARSE, "no number", 0);
    says("130025265000130", PRSE_EPARSE, "one too many", 15);
}

PRSE_TEST(number, with_other_signs_says_where_they_are)
{
    says("552_032_534", PRSE_EPARSE, "neither a digit nor a space", 4);
    says("552032534;", PRSE_EPARSE, "neither", 10);
    says("\uFF15\uFF152032534", PRSE_EPARSE, "neither", 1);
    says("552032534/../x", PRSE_EPARSE, "neither", 10);
}

PRSE_TEST(number, that_is_hostile_is_refused)
{
    char many[4096];
    memset(many, '1', sizeof many);
    bad((prse_str){many, sizeof many}, PRSE_EPARSE);
    memset(many, ' ', sizeof many);
    bad((prse_str){many, sizeof many}, PRSE_EPARSE);
    bad(PRSE_STR("552032534\0"), PRSE_EPARSE);
    bad(PRSE_STR("55203253\xFF"), PRSE_EPARSE);
    bad(PRSE_STR("552032534\r\nHost: x"), PRSE_EPARSE);
}

PRSE_TEST(number, calls_that_are_wrong)
{
    prse_number number = {.size = sizeof number};
    prse_error err = {0};
    cr_assert_eq(prse_number_read(NULL, PRSE_STR("552032534"), &err),
                 PRSE_EINVAL);
    cr_assert_eq(prse_number_read(&number, (prse_str){NULL, 3}, &err),
                 PRSE_EINVAL);
    number.size = 0;
    cr_assert_eq(prse_number_read(&number, PRSE_STR("552032534"), &err),
                 PRSE_EABI);
    cr_assert_eq(prse_number_read(NULL, PRSE_STR("x"), NULL), PRSE_EINVAL);
}

/* Of every one that is possible in one place. */
PRSE_TEST(number, each_wrong_digit_is_noticed)
{
    for (size_t at = 0; at < 9; at++) {
        for (char c = '0'; c <= '9'; c++) {
            char text[] = "552032534";
            if (text[at] == c)
                continue;
            text[at] = c;
            bad(prse_str_of(text), PRSE_ETYPE);
        }
    }
}
