/* SPDX-License-Identifier: Apache-2.0 */
/* What git hash-object says. */
#include "crypto/crypto.h"
#include "support/test.h"

PRSE_TEST(git, names_files)
{
    static const struct {
        const char *text, *name;
    } files[] = {{"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"},
                 {"hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char hex[PRSE__DIGEST_HEX];
        cr_assert_eq(prse__git_hex(hex, prse_str_of(files[i].text), NULL),
                     PRSE_OK);
        cr_assert_str_eq(hex, files[i].name);
    }
}
