/* SPDX-License-Identifier: Apache-2.0 */
/* One spelling of a file: layout changes, keys, values and comments do not. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/fault.h"
#include "test_pack_tools.h"

static prse_text *format(const char *text)
{
    prse_text *out = NULL;
    prse_error err = {0};
    prse_status status =
        prse_pack_format(&out, prse_str_of(text), "essai.yaml", &err);
    cr_assert_eq(status, PRSE_OK, "%u:%u: %s", err.line, err.column,
                 err.message);
    return out;
}

/* What it becomes, and stays when it is formatted again. */
static void becomes(const char *before, const char *after)
{
    prse_text *once = format(before);
    cr_expect_str_eq(prse_text_str(once).ptr, after);
    prse_text *twice = format(prse_text_str(once).ptr);
    cr_expect_str_eq(prse_text_str(twice).ptr, prse_text_str(once).ptr);
    prse_text_free(once);
    prse_text_free(twice);
}

PRSE_TEST(pack_format, steps_of_two)
{
    becomes("a:\n"
            "    b:\n"
            "        c: 1\n"
            "    d: 2\n"
            "e: 3\n",
            "a:\n"
            "  b:\n"
            "    c: 1\n"
            "  d: 2\n"
            "e: 3\n");
}

PRSE_TEST(pack_format, lists_stand_inside_their_key)
{
    becomes("files:\n"
            "- a.yaml\n"
            "-   b.yaml\n"
            "tests:\n"
            "    -   at: 1\n"
            "        given:\n"
            "            x: 2\n"
            "    - - p\n"
            "      - q\n"
            "    -\n"
            "      r: 3\n"
            "end: 1\n",
            "files:\n"
            "  - a.yaml\n"
            "  - b.yaml\n"
            "tests:\n"
            "  - at: 1\n"
            "    given:\n"
            "      x: 2\n"
            "  - - p\n"
            "    - q\n"
            "  -\n"
            "    r: 3\n"
            "end: 1\n");
}

PRSE_TEST(pack_format, one_blank_between_key_and_value)
{
    becomes("a:    1\n"
            "b   :  two  words   \n"
            "\"c d\" :\t'x'\n"
            "url: https://example.org/a:b\n"
            "empty:   \n",
            "a: 1\n"
            "b: two  words\n"
            "\"c d\": 'x'\n"
            "url: https://example.org/a:b\n"
            "empty:\n");
}

PRSE_TEST(pack_format, flows_are_padded_maps_and_tight_lists)
{
    becomes("a: {fr: Un, en:   \"O, {n}e\"}\n"
            "b: [ x,y , \"z\" ]\n"
            "c: {   }\n"
            "d: [ ]\n"
            "e: {\"k\":1, m: [{n: 2},{}]}\n"
            "f: { u: https://example.org, t: 10:30 }\n"
            "g: { a: ,b:   }\n",
            "a: { fr: Un, en: \"O, {n}e\" }\n"
            "b: [x, y, \"z\"]\n"
            "c: {}\n"
            "d: []\n"
            "e: { \"k\": 1, m: [{ n: 2 }, {}] }\n"
            "f: { u: https://example.org, t: 10:30 }\n"
            "g: { a: , b: }\n");
}

PRSE_TEST(pack_format, flows_break_where_they_did)
{
    becomes("tests:\n"
            "- {at: 2026-11-23,\n"
            "         given: {},   # nothing\n"
            "   expect: {\n"
            "  applies: yes}\n"
            "  }\n"
            "next: 1\n",
            "tests:\n"
            "  - { at: 2026-11-23,\n"
            "      given: {}, # nothing\n"
            "      expect: {\n"
            "        applies: yes }\n"
            "    }\n"
            "next: 1\n");
}

PRSE_TEST(pack_format, comments_survive_where_they_belong)
{
    becomes("#!first\n"
            "#second   \n"
            "\n"
            "a:\n"
            "    #about b\n"
            "    b: 1 #here\n"
            "    # end of a\n"
            "# about c\n"
            "c:    # the list\n"
            "# about the item\n"
            "- x\n"
            "- |   # text\n"
            "  #no comment\n"
            "#last\n",
            "#!first\n"
            "# second\n"
            "\n"
            "a:\n"
            "  # about b\n"
            "  b: 1 # here\n"
            "  # end of a\n"
            "# about c\n"
            "c: # the list\n"
            "  # about the item\n"
            "  - x\n"
            "  - | # text\n"
            "    #no comment\n"
            "# last\n");
}

PRSE_TEST(pack_format, one_empty_line_at_most_and_none_at_the_ends)
{
    becomes("\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n");
    becomes("a: 1", "a: 1\n");
    becomes("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n");
}

PRSE_TEST(pack_format, scalars_over_several_lines_keep_their_lines)
{
    becomes("a: one\n"
            "      two\n"
            "   three # end\n"
            "b: \"one\n"
            "two\n"
            "\n"
            "     three\"\n"
            "c:\n"
            "    four\n"
            "    five\n"
            "d: 1\n",
            "a: one\n"
            "  two\n"
            "  three # end\n"
            "b: \"one\n"
            "  two\n"
            "\n"
            "  three\"\n"
            "c:\n"
            "  four\n"
            "  five\n"
            "d: 1\n");
}

PRSE_TEST(pack_format, blocks_move_as_a_whole)
{
    becomes("a:\n"
            "    b: >-\n"
            "          if x then\n"
            "            y\n"
            "          else z\n"
            "\n"
            "\n"
            "    c: |\n"
            "      one   \n"
            "\n"
            "        two: # not a comment\n"
            "    d: |+\n"
            "      three\n"
            "\n"
            "\n"
            "e: 1\n",
            "a:\n"
            "  b: >-\n"
            "    if x then\n"
            "      y\n"
            "    else z\n"
            "\n"
            "  c: |\n"
            "    one\n"
            "\n"
            "      two: # not a comment\n"
            "  d: |+\n"
            "    three\n"
            "\n"
            "\n"
            "e: 1\n");
}

PRSE_TEST(pack_format, columns_of_a_table_are_aligned)
{
    becomes("table: |\n"
            "    F|effectif|forme||taille|code\n"
            "    |<50|\"a|b\"||\"petit\"|1\n"
            "\n"
            "    // others\n"
            "      | [50..250), ]250..300[ |   - ||    \"très grand\"| 2\n"
            "after: 1\n",
            "table: |\n"
            "  F | effectif              | forme || taille       | code\n"
            "    | <50                   | \"a|b\" || \"petit\"      | 1\n"
            "\n"
            "  // others\n"
            "    | [50..250), ]250..300[ | -     || \"très grand\" | 2\n"
            "after: 1\n");
    becomes("table: |\n"
            "  | a || b |\n"
            "  | -||\"x\" |\n",
            "table: |\n"
            "  | a || b   |\n"
            "  | - || \"x\" |\n");
}

PRSE_TEST(pack_format, what_is_no_table_stays_as_it_is)
{
    becomes("a: |\n"
            "  x   |  y\n"
            "  z\n",
            "a: |\n"
            "  x   |  y\n"
            "  z\n");
}

PRSE_TEST(pack_format, what_is_no_yaml_is_refused_with_its_place)
{
    prse_text *out = NULL;
    prse_error err = {0};
    cr_expect_eq(prse_pack_format(&out, PRSE_STR("a: 1\nb: [1, 2\n"),
                                  "essai.yaml", &err), PRSE_EPARSE);
    cr_expect_str_eq(err.file, "essai.yaml");
    cr_expect_geq(err.line, 2);
    cr_expect_null(out);
    cr_expect_eq(prse_pack_format(&out, PRSE_STR("a: 1\na: 2\n"), "e", &err),
                 PRSE_EPARSE);
    cr_expect_eq(prse_pack_format(NULL, PRSE_STR("a: 1"), "e", &err),
                 PRSE_EINVAL);
}

/* --- The packs of the repository --- */

static char *read_file(const char *path)
{
    FILE *stream = fopen(path, "rb");
    cr_assert_not_null(stream, "%s", path);
    char *text = calloc(1, 1 << 20);
    size_t length = fread(text, 1, (1 << 20) - 1, stream);
    cr_assert_gt(length, 0, "%s", path);
    fclose(stream);
    return text;
}

static size_t format_folder(const char *folder)
{
    char path[1024];
    size_t count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir)) {
        const char *dot = strrchr(e->d_name, '.');
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (!dot) {
            count += format_folder(path);
        } else if (!strcmp(dot, ".yaml")) {
            char *text = read_file(path);
            prse_text *once = format(text);
            becomes(text, prse_text_str(once).ptr);
            prse_text_free(once);
            free(text);
            count++;
        }
    }
    if (dir)
        closedir(dir);
    return count;
}

PRSE_TEST(pack_format, every_file_of_our_packs_keeps_its_meaning)
{
    char path[1024];
    const char *root = getenv("PRSE_SOURCE_ROOT");
    if (!root)
        cr_skip("PRSE_SOURCE_ROOT is not set");
    snprintf(path, sizeof path, "%s/packs", root);
    cr_expect_gt(format_folder(path), 20);
}

PRSE_TEST(pack_format, every_lack_of_memory_is_told)
{
    PRSE_EACH_FAULT {
        prse_text *out = NULL;
        prse_error err = {0};
        prse_status status = prse_pack_format(
            &out, PRSE_STR("a: {b: 1}\nc: |\n  F|x||y\n   |1||2\n"), "e",
            &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(out);
    }
}
