/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a register and looking units up, also from many threads. */
#include <pthread.h>
#include <sys/stat.h>

#include "stock_files.h"
#include "support/fault.h"

static const char *const units[] = {
    "siren=100000009;statut=O;denomination=UNE;etat=A",
    "siren=200000008;statut=O;denomination=DEUX;etat=A", NULL};

static void make(folder *f)
{
    prse_error err = {0};
    folder_make(f);
    stock_write_units(f, "units.csv", units);
    cr_assert_eq(stock_import(f, &err), PRSE_OK, "%s", err.message);
}

PRSE_TEST(open_register, what_is_no_register_is_refused)
{
    folder f;
    prse_register *reg = NULL;
    prse_error err = {0};
    make(&f);
    cr_expect_eq(prse_register_open(NULL, PRSE_STR("x"), &err), PRSE_EINVAL);
    cr_expect_eq(prse_register_open(&reg, (prse_str){0}, &err), PRSE_EINVAL);
    cr_expect_eq(prse_register_open(&reg, folder_file(&f, "none"), &err),
                 PRSE_ENOTFOUND);
    cr_expect_eq(prse_register_open(&reg, folder_file(&f, "units.csv"), &err),
                 PRSE_ESCHEMA);
    folder_write(&f, "empty", "");
    cr_expect_eq(prse_register_open(&reg, folder_file(&f, "empty"), &err),
                 PRSE_ESCHEMA);
    cr_expect_null(reg);
    prse_register_free(NULL);
    folder_drop(&f);
}

/* Byte 63 of an SQLite file is the last of user_version. */
PRSE_TEST(open_register, another_version_is_refused)
{
    folder f;
    prse_register *reg = NULL;
    prse_error err = {0};
    make(&f);
    FILE *file = fopen(folder_file(&f, "reg.db").ptr, "r+b");
    cr_assert(file && fseek(file, 63, SEEK_SET) == 0);
    fputc(9, file);
    fclose(file);
    cr_expect_eq(prse_register_open(&reg, folder_file(&f, "reg.db"), &err),
                 PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "version 9"));
    folder_drop(&f);
}

PRSE_TEST(open_register, needs_no_right_to_write_and_leaves_nothing)
{
    folder f;
    prse_units *held = NULL;
    char names[100];
    make(&f);
    chmod(folder_file(&f, "reg.db").ptr, 0444);
    prse_register *reg = stock_open(&f);
    stock_find(reg, "100000009", &held);
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "reg.db units.csv ");
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(find, only_a_siren_that_is_there)
{
    folder f;
    prse_units *found = NULL;
    prse_error err = {0};
    make(&f);
    prse_register *reg = stock_open(&f);
    static const struct {
        const char *text;
        prse_status status;
    } cases[] = {
        {"300000007", PRSE_ENOTFOUND}, {"100000008", PRSE_ETYPE},
        {"1000", PRSE_EPARSE}, {"", PRSE_EPARSE}, {"abc", PRSE_EPARSE},
        {"10000000900000", PRSE_ETYPE}, {"10000000900009", PRSE_EPARSE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(prse_register_find(&found, reg,
                                        prse_str_of(cases[i].text), &err),
                     cases[i].status, "%s: %s", cases[i].text, err.message);
    cr_expect_null(found);
    cr_expect_eq(prse_register_find(NULL, reg, PRSE_STR("1"), NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_find(&found, NULL, PRSE_STR("1"), NULL),
                 PRSE_EINVAL);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(stats, fit_the_size_of_the_caller)
{
    folder f;
    make(&f);
    prse_register *reg = stock_open(&f);
    prse_register_stat stat = {.size = 16, .open = 77};
    cr_expect_eq(prse_register_stats(reg, &stat, NULL), PRSE_OK);
    cr_expect(stat.units == 2 && stat.open == 77);
    stat.size = 0;
    cr_expect_eq(prse_register_stats(reg, &stat, NULL), PRSE_EABI);
    cr_expect_eq(prse_register_stats(NULL, &stat, NULL), PRSE_EINVAL);
    cr_expect_eq(prse_register_stats(reg, NULL, NULL), PRSE_EINVAL);
    prse_register_free(reg);
    folder_drop(&f);
}

static void *look_up(void *reg)
{
    for (int i = 0; i < 200; i++) {
        prse_units *held = NULL;
        prse_unit u = stock_find(reg, i % 2 ? "100000009" : "200000008",
                                 &held);
        cr_assert(prse__str_is(u.denomination, i % 2 ? "UNE" : "DEUX"));
        prse_units_free(held);
    }
    return NULL;
}

PRSE_TEST(find, threads_share_a_register)
{
    enum { THREADS = 20 };
    folder f;
    pthread_t threads[THREADS];
    make(&f);
    prse_register *reg = stock_open(&f);
    for (size_t i = 0; i < THREADS; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, look_up, reg), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(find, lacks_memory_and_says_so)
{
    folder f;
    make(&f);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_register *reg = NULL;
        prse_units *held = NULL;
        prse_status status =
            prse_register_open(&reg, folder_file(&f, "reg.db"), &err);
        if (status == PRSE_OK)
            status = prse_register_find(&held, reg, PRSE_STR("100000009"),
                                        &err);
        PRSE_FAULT_CHECK(status, err);
        prse_units_free(held);
        prse_register_free(reg);
    }
    folder_drop(&f);
}
