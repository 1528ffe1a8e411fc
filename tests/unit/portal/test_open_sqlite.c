/* SPDX-License-Identifier: Apache-2.0 */
/* Stores in files by their address. */
#include <stdio.h>
#include <unistd.h>

#include "portailrse/store.h"
#include "store/store.h"
#include "support/folder.h"
#include "support/test.h"

static void expect_opened(prse_str address,
                          const prse_store_open_options *opts)
{
    prse_store store = {0};
    prse_error err = {0};
    cr_expect_eq(prse_store_open(&store, address, opts, &err), PRSE_OK,
                 "%.*s: %s", (int)address.len, address.ptr, err.message);
    cr_expect_eq(prse__store_accept(&store, NULL), PRSE_OK);
    store.free(store.self);
}

PRSE_TEST(open_sqlite, by_kind_or_path)
{
    folder f;
    char address[200];
    prse_store_open_options opts = {.size = sizeof opts, .connections = 1,
                                    .durability = PRSE_NOT_FLUSHED};
    folder_make(&f);
    snprintf(address, sizeof address, "sqlite:%s/a.db", f.path);
    expect_opened(prse_str_of(address), &opts);
    expect_opened(folder_file(&f, "b.db"), NULL);
    snprintf(address, sizeof address, "%s/c:d.db", f.path);
    expect_opened(prse_str_of(address), NULL);
    cr_expect_eq(access(folder_file(&f, "a.db").ptr, F_OK), 0);
    cr_expect_eq(access(folder_file(&f, "b.db").ptr, F_OK), 0);
    cr_expect_eq(access(folder_file(&f, "c:d.db").ptr, F_OK), 0);
    folder_drop(&f);
}

PRSE_TEST(open_sqlite, a_file_that_must_exist)
{
    folder f;
    prse_store store = {0};
    prse_error err = {0};
    prse_store_open_options opts = {.size = sizeof opts, .must_exist = 1};
    folder_make(&f);
    cr_expect_eq(prse_store_open(&store, folder_file(&f, "no.db"), &opts,
                                 &err), PRSE_ENOTFOUND);
    cr_expect_eq(err.code, PRSE_ENOTFOUND);
    folder_drop(&f);
}
