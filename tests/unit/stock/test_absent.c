/* SPDX-License-Identifier: Apache-2.0 */
/* A build without SQLite. */
#include "stock_files.h"

PRSE_TEST(absent, registers_are_not_offered)
{
    static const char *const units[] = {
        "siren=100000009;statut=O;denomination=UNE;etat=A", NULL};
    folder f;
    prse_register *reg = NULL;
    prse_error err = {0};
    char names[100];
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    cr_expect_eq(stock_import(&f, &err), PRSE_EUNSUPPORTED);
    cr_expect_str_eq(err.message, "this build has no SQLite");
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "units.csv ");
    folder_write(&f, "reg.db", "");
    cr_expect_eq(stock_update(&f, "units.csv", NULL, &err),
                 PRSE_EUNSUPPORTED);
    cr_expect_eq(prse_register_open(&reg, folder_file(&f, "reg.db"), &err),
                 PRSE_EUNSUPPORTED);
    folder_drop(&f);
}
