/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/file.h"
#include "stock_files.h"
#include "support/archive.h"

static const char *const units[] = {
    "siren=005410220;statut=O;denomination=MOULIN DE L'OUEST;sigle=MDO;etat=A",
    "siren=100000009;statut=O;nom=MARTIN;prenom=ANNIE;etat=A", NULL};

/* The same file in an archive, beside what archives hold besides. */
PRSE_TEST(import, an_archive_is_as_good_as_its_file)
{
    folder f;
    prse_error err = {0};
    prse_register_options opts = {.size = sizeof opts};
    char text[4096], path[100];
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    cr_assert_eq(stock_import(&f, &err), PRSE_OK, "%s", err.message);
    FILE *file = fopen(folder_file(&f, "units.csv").ptr, "rb");
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    prse_test_part parts[] = {{"LISEZMOI.txt", PRSE_STR("rien")},
                              {"StockUniteLegale_utf8.csv", {text, len}}};
    strcpy(path, folder_file(&f, "zip.db").ptr);
    for (size_t count = 1; count <= 2; count++) {
        prse_str bytes = prse_test_archive(parts, count);
        char *archive = prse_test_file(bytes);
        opts.units = prse_str_of(archive);
        prse_status status =
            prse_register_import(prse_str_of(path), &opts, &err);
        cr_expect_eq(status, count == 1 ? PRSE_ESCHEMA : PRSE_OK, "%s",
                     err.message);
        unlink(archive);
        free(archive);
        free((char *)(uintptr_t)bytes.ptr);
    }
    prse_register *reg = NULL;
    prse_units *held = NULL;
    cr_assert_eq(prse_register_open(&reg, prse_str_of(path), NULL), PRSE_OK);
    cr_expect(prse__str_is(stock_find(reg, "005410220", &held).sigle, "MDO"));
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

/* What the archive of these members is worth, each named and empty. */
static prse_status open_archive(const char *const *names, prse_error *err)
{
    prse_test_part parts[4];
    prse__stock_file file;
    size_t count = 0;
    for (; names[count]; count++)
        parts[count] = (prse_test_part){names[count], PRSE_STR("siren")};
    prse_str bytes = prse_test_archive(parts, count);
    char *path = prse_test_file(bytes);
    prse_status status = prse__stock_file_open(&file, prse_str_of(path), err);
    if (status == PRSE_OK)
        prse__stock_file_close(&file);
    unlink(path);
    free(path);
    free((char *)(uintptr_t)bytes.ptr);
    return status;
}

PRSE_TEST(stock_file, is_the_one_csv_of_an_archive)
{
    prse_error err = {0};
    cr_expect_eq(open_archive((const char *const[]){"STOCK.CSV", NULL}, &err),
                 PRSE_OK);
    cr_expect_eq(open_archive((const char *const[]){"__MACOSX/._units.csv",
                                                    "units.csv", NULL}, &err),
                 PRSE_OK);
    cr_expect_eq(open_archive((const char *const[]){"units.csv", "seats.csv",
                                                    NULL}, &err),
                 PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "several .csv"));
    cr_expect_eq(open_archive((const char *const[]){"csv", "units.tsv", NULL},
                              &err),
                 PRSE_ESCHEMA);
}

static void expect_next(prse__stock_file *file, const char *wanted)
{
    char bytes[4] = "";
    size_t got = 0;
    prse__csv_source source = prse__stock_file_source(file);
    cr_expect_eq(source.read(source.self, bytes, 3, &got, NULL), PRSE_OK);
    cr_expect_str_eq(bytes, wanted);
}

PRSE_TEST(stock_file, goes_to_any_place_in_an_archive)
{
    prse_test_part part = {"a.csv", PRSE_STR("abcdefghijkl")};
    prse_str bytes = prse_test_archive(&part, 1);
    char *path = prse_test_file(bytes);
    prse__stock_file file;
    cr_assert_eq(prse__stock_file_open(&file, prse_str_of(path), NULL),
                 PRSE_OK);
    cr_expect_eq(file.size, 12);
    expect_next(&file, "abc");
    cr_expect_eq(prse__stock_file_go_to(&file, 6, NULL), PRSE_OK);
    expect_next(&file, "ghi");
    cr_expect_eq(prse__stock_file_go_to(&file, 1, NULL), PRSE_OK);
    expect_next(&file, "bcd");
    cr_expect_eq(prse__stock_file_go_to(&file, 13, NULL), PRSE_EPARSE);
    prse__stock_file_close(&file);
    unlink(path);
    free(path);
    free((char *)(uintptr_t)bytes.ptr);
}
