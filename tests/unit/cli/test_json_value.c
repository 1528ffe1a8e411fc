/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/json_string.h"
#include "cli/json_value.h"
#include "support/test.h"

static const char record[] =
    " {\"egapro\": {\"etat\": \"lue\", \"index\": 79,\n \"vide\": null,"
    " \"liste\": [1, {\"a\": \"]}\"}], \"bdese\": {\"femmes\": -4},"
    " \"nom\": \"L'\\u00e9t\\u00e9 \\\"+ bon\\\"\\n\"}} ";

static prse_str at(const char *path)
{
    return cli_json_at(PRSE_STR(record), path);
}

static void reads(const char *path, const char *wanted)
{
    cli_buffer text = {0};
    cli_buffer_add_text(&text, "");
    cli_json_add_value(&text, at(path));
    cr_assert_str_eq(text.text, wanted, "%s: %s", path, text.text);
    cli_buffer_free(&text);
}

PRSE_TEST(json_value, members_are_found_by_their_path)
{
    reads("egapro.etat", "lue");
    reads("egapro.index", "79");
    reads("egapro.bdese.femmes", "-4");
    reads("egapro.nom", "L'été \"+ bon\"\n");
    reads("egapro.vide", "");
    reads("egapro.liste", "[1, {\"a\": \"]}\"}]");
}

PRSE_TEST(json_value, what_is_not_there_is_nothing)
{
    static const char *const paths[] = {"x", "egapro.x", "egapro.etat.x",
                                        "egapro.liste.x", "egapro.index.x"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        cr_assert(cli_json_is_nothing(at(paths[i])), "%s", paths[i]);
    cr_assert(cli_json_is_nothing(at("egapro.vide")));
    cr_assert_not(cli_json_is_nothing(at("egapro.index")));
}

PRSE_TEST(json_value, a_string_is_compared_whole)
{
    cr_assert(cli_json_is(at("egapro.etat"), "lue"));
    cr_assert_not(cli_json_is(at("egapro.etat"), "lu"));
    cr_assert_not(cli_json_is(at("egapro.index"), "79"));
    cr_assert_not(cli_json_is(at("egapro.x"), ""));
}

PRSE_TEST(json_value, numbers_are_read)
{
    cr_assert_eq(cli_json_number(at("egapro.index")), 79);
    cr_assert_eq(cli_json_number(at("egapro.bdese.femmes")), -4);
    cr_assert_eq(cli_json_number(at("egapro.vide")), 0);
    cr_assert_eq(cli_json_number(PRSE_STR("99999999999999999999")),
                 INT64_C(999999999999999999));
}

PRSE_TEST(json_value, members_come_in_order)
{
    prse_str name, value;
    char names[64] = "";
    size_t place = 0;
    while (cli_json_next(at("egapro"), &place, &name, &value)) {
        strncat(names, name.ptr, name.len);
        strcat(names, " ");
    }
    cr_assert_str_eq(names, "etat index vide liste bdese nom ");
}

/* The library's records are whole; a cut one must still end. */
PRSE_TEST(json_value, a_text_that_is_cut_anywhere_ends)
{
    for (size_t length = 0; length < sizeof record; length++) {
        char *copy = malloc(length + 1);
        memcpy(copy, record, length);
        prse_str text = {copy, length}, name, value;
        size_t place = 0;
        cli_buffer out = {0};
        cli_json_add_value(&out, cli_json_at(text, "egapro.nom"));
        cli_json_add_value(&out, cli_json_at(text, "egapro.liste"));
        for (size_t n = 0; n < 10 && cli_json_next(text, &place, &name,
                                                   &value); n++)
            cr_assert_leq(name.len + value.len, length);
        cli_buffer_free(&out);
        free(copy);
    }
}

PRSE_TEST(json_value, what_the_program_writes_it_reads)
{
    cli_buffer made = {0}, read = {0};
    static const char text[] = "\x01\t\"\\/é\n\r\b\f";
    cli_buffer_add_char(&made, '{');
    cli_json_add_member(&made, "a", PRSE_STR(text));
    cli_buffer_add_char(&made, '}');
    cli_json_add_value(&read, cli_json_at(cli_buffer_str(&made), "a"));
    cr_assert_str_eq(read.text, text);
    cli_buffer_free(&made);
    cli_buffer_free(&read);
}
