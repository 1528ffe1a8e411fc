/* SPDX-License-Identifier: Apache-2.0 */
/* Extracts of real stock files, where they are at hand. */
#include "stock_files.h"

#define SAMPLES "/../shared/samples/sirene/"

/* What becomes of a pair of files; NULL: no such file. */
static const struct {
    const char *units, *seats;
    prse_status status;
    uint64_t count, addresses;
    const char *message;
} cases[] = {
    {"saa-sample-unites-legales-ok.csv", NULL, PRSE_OK, 3, 0, ""},
    {"saa-sample-unites-legales-ok.csv", "saa-sample-etablissements-ok.csv",
     PRSE_OK, 3, 0, ""},
    {"saa-sample-unites-legales-ok.csv",
     "saa-sample-etablissements-ko-missing-header.csv", PRSE_ESCHEMA, 0, 0,
     "the file lacks these columns: nic"},
    {"stock-unite-legale-header-35-columns.csv",
     "stock-etablissement-header-54-columns.csv", PRSE_OK, 0, 0, ""},
    {"stock-etablissement-header-54-columns.csv", NULL, PRSE_ESCHEMA, 0, 0,
     "the file lacks these columns: statutDiffusionUniteLegale, "},
};

static void check(size_t i, const char *root)
{
    char units[500], seats[500];
    folder f;
    prse_error err = {0};
    prse_register_stat stat = {.size = sizeof stat};
    snprintf(units, sizeof units, "%.200s" SAMPLES "%s", root,
             cases[i].units);
    snprintf(seats, sizeof seats, "%.200s" SAMPLES "%s", root,
             cases[i].seats ? cases[i].seats : "");
    prse_register_options opts = {.size = sizeof opts,
                                  .units = prse_str_of(units)};
    if (cases[i].seats)
        opts.establishments = prse_str_of(seats);
    folder_make(&f);
    cr_expect_eq(prse_register_import(folder_file(&f, "reg.db"), &opts, &err),
                 cases[i].status, "case %zu: %s", i, err.message);
    cr_expect_eq(strncmp(err.message, cases[i].message,
                         strlen(cases[i].message)), 0, "%s", err.message);
    if (cases[i].status == PRSE_OK) {
        prse_register *reg = stock_open(&f);
        prse_register_stats(reg, &stat, NULL);
        cr_expect_eq(stat.units, cases[i].count);
        cr_expect_eq(stat.seats, cases[i].addresses);
        prse_register_free(reg);
    }
    folder_drop(&f);
}

PRSE_TEST(import, samples_are_read_or_refused_as_is_known)
{
    char root[256];
    const char *source = getenv("PRSE_SOURCE_ROOT");
    snprintf(root, sizeof root, "%.200s" SAMPLES, source ? source : ".");
    if (access(root, R_OK) != 0) {
        cr_skip("the samples are not here");
        return;
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(i, source ? source : ".");
}
