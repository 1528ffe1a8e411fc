/* SPDX-License-Identifier: Apache-2.0 */
/* Documents, over a backend that does as told; tests/protocol has servers. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "desk.h"

#define URL "https://docs.example/a.pdf?sig=5ecre7"

static desk it;

static prse_status fetch(const prse_remote_watch *watch, prse_error *err)
{
    prse_remote_file *file = NULL;
    prse_remote *remote = desk_remote(&it, NULL);
    prse_status status =
        prse_remote_fetch(&file, remote, PRSE_STR(URL), watch, err);
    cr_assert_eq(file == NULL, status != PRSE_OK);
    prse_remote_file_free(file);
    prse_remote_free(remote);
    return status;
}

PRSE_TEST(fetch, a_document_in_a_file_of_its_own)
{
    struct stat stat_ = {0};
    prse_remote_file *file = NULL;
    prse_remote_file_info info = {.size = sizeof info};
    char path[128];
    desk_open(&it);
    prse_remote *remote = desk_remote(&it, NULL);
    cr_assert_eq(prse_remote_fetch(&file, remote, PRSE_STR(URL), NULL, NULL),
                 PRSE_OK);
    cr_assert_eq(prse_remote_file_get(file, &info, NULL), PRSE_OK);
    cr_expect_eq(info.bytes, 13);
    cr_expect_str_eq(info.sha256, "ff9d983965066d07869ee69864105e53e1ccb7"
                                  "f600d6cac9deb197723a29c0c1");
    snprintf(path, sizeof path, "%s", info.path.ptr);
    cr_assert_eq(stat(path, &stat_), 0);
    cr_expect_eq(stat_.st_mode & 0777, 0600, "for its owner only");
    cr_expect_eq(stat_.st_size, 13);
    prse_remote_file_free(file);
    cr_expect_neq(stat(path, &stat_), 0, "it goes with the document");
    prse_remote_free(remote);
    cr_expect_str_eq(it.headers, "accept-encoding: identity\n");
}

PRSE_TEST(fetch, a_mark_in_two_pieces)
{
    desk_open(&it);
    it.pieces[0] = "garbage %P";
    it.pieces[1] = "DF-1.4";
    cr_expect_eq(fetch(NULL, NULL), PRSE_OK);
}

PRSE_TEST(fetch, where_the_name_leads_is_not_told)
{
    prse_error err = {0};
    desk_open(&it);
    it.leads_to = "10.3.2.1";
    cr_expect_eq(fetch(NULL, &err), PRSE_EREFUSED);
    cr_expect_null(strstr(err.message, "10.3"));
    cr_expect_null(strstr(err.message, "barred"));
}

PRSE_TEST(fetch, no_failure_tells_the_address)
{
    static const prse_status failures[] = {PRSE_EIO, PRSE_ETLS, PRSE_ETIMEOUT,
                                           PRSE_EREFUSED, PRSE_ELIMIT};
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        prse_error err = {0};
        desk_open(&it);
        it.status = failures[i];
        cr_expect_eq(fetch(NULL, &err), failures[i]);
        cr_expect_null(strstr(err.message, "5ecre7"));
        cr_expect_null(strstr(err.subject, "a.pdf"));
    }
}

static int at_once(void *user)
{
    ++*(int *)user;
    return 1;
}

PRSE_TEST(fetch, wrong_calls_and_an_early_end)
{
    int asked = 0;
    prse_error err = {0};
    prse_remote_file *file = NULL;
    prse_remote_file_info info = {.size = sizeof info};
    prse_remote_watch watch = {.size = sizeof watch, .deadline_ms = -1};
    desk_open(&it);
    cr_expect_eq(fetch(&watch, &err), PRSE_EINVAL);
    watch = (prse_remote_watch){.size = 0};
    cr_expect_eq(fetch(&watch, &err), PRSE_EABI);
    watch = (prse_remote_watch){.size = sizeof watch, .should_stop = at_once,
                                .user = &asked};
    cr_expect_eq(fetch(&watch, &err), PRSE_OK, "it had ended already");
    cr_expect_eq(prse_remote_fetch(&file, NULL, PRSE_STR(URL), NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_remote_fetch(NULL, NULL, PRSE_STR(URL), NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_remote_check(NULL, PRSE_STR(URL), &err), PRSE_EINVAL);
    cr_expect_eq(prse_remote_file_get(NULL, &info, &err), PRSE_EINVAL);
    prse_remote_file_free(NULL);
}
