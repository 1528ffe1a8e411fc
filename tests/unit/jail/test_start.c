/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cell.h"
#include "support/fault.h"

/* What is not sealed gets not one byte of the document. */
PRSE_TEST(jail_start, a_program_that_cant_be_sealed_gets_no_input)
{
    cell it;
    cell_make(&it, "echo");
    it.argv[0] = getenv("PRSE_ATTACK_STATIC");
    it.jail.input_bytes = 100;
    it.jail.wall_ms = 500;
    prse_status status = cell_run(&it);
    cr_assert(status == PRSE_EIO || status == PRSE_ETIMEOUT, "%s",
              it.err.message);
    cr_assert_eq(it.asked, 0);
    cr_assert_eq(it.length, 0);
}

PRSE_TEST(jail_start, an_unsealed_program_is_told_as_such)
{
    cell it;
    cell_make(&it, "crash");
    it.argv[0] = getenv("PRSE_ATTACK_STATIC");
    cr_assert_eq(cell_run(&it), PRSE_EIO);
    cr_assert_not_null(strstr(it.err.message, "sealed"));
}

/* Even before the seal, the first wall stands. */
PRSE_TEST(jail_start, the_first_wall_refuses_sockets_and_processes)
{
    static const char *const tries[] = {"internet", "split", "open_write",
                                        "trace", "shared_memory"};
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
        cell it;
        cell_make(&it, tries[i]);
        it.argv[0] = getenv("PRSE_ATTACK_STATIC");
        cr_assert_eq(cell_run(&it), PRSE_EIO);
        cr_assert_eq(strstr(it.output, "done"), NULL, "%s", tries[i]);
    }
}

PRSE_TEST(jail_start, a_program_that_is_not_there_is_unsupported)
{
    cell it;
    cell_make(&it, "echo");
    it.argv[0] = "/nowhere/pdftotext";
    cr_assert_eq(cell_run(&it), PRSE_EUNSUPPORTED);
    cr_assert_str_eq(it.err.subject, "/nowhere/pdftotext");
}

PRSE_TEST(jail_start, what_is_no_program_is_told)
{
    cell it;
    char path[] = "/tmp/prse-test-XXXXXX";
    int file = mkstemp(path);
    cr_assert_eq(write(file, "nothing", 7), 7);
    cr_assert_eq(fchmod(file, 0700), 0);
    close(file);
    cell_make(&it, "echo");
    it.argv[0] = path;
    cr_assert_eq(cell_run(&it), PRSE_EIO);
    cr_assert_not_null(strstr(it.err.message, "the program"));
    unlink(path);
}

PRSE_TEST(jail_start, a_seal_that_is_not_there_means_no_input)
{
    cell it;
    prse_error err;
    cell_make(&it, "echo");
    it.jail.seal = "/nowhere/portailrse-seal.so";
    it.jail.wall_ms = 500;
    it.jail.input_bytes = 100;
    cr_assert_neq(cell_run(&it), PRSE_OK);
    cr_assert_eq(it.asked, 0);
    cr_assert_eq(prse__jail_helper(it.seal, sizeof it.seal,
                                   PRSE_STR("/nowhere"), "portailrse-seal.so",
                                   &err), PRSE_EUNSUPPORTED);
}

/* Each descriptor that can't be had is a clear error, and nothing is left. */
PRSE_TEST(jail_start, lack_of_descriptors_is_told)
{
    struct rlimit before;
    cell it;
    int used = prse_test_open_files();
    int failed = 0;
    getrlimit(RLIMIT_NOFILE, &before);
    for (int more = 1; more < 30; more++) {
        struct rlimit few = {(rlim_t)(used + more), before.rlim_max};
        cell_make(&it, "echo");
        setrlimit(RLIMIT_NOFILE, &few);
        prse_status status = cell_run(&it);
        setrlimit(RLIMIT_NOFILE, &before);
        cr_assert(status == PRSE_OK || status == PRSE_EIO);
        failed += status != PRSE_OK;
    }
    cr_assert(failed > 0 && failed < 29, "%d", failed);
}

PRSE_TEST(jail_start, lack_of_memory_is_told)
{
    cell it;
    cell_make(&it, "echo");
    PRSE_EACH_FAULT {
        memset(&it.err, 0, sizeof it.err);
        prse_status status = prse__jail_run(&it.jail, &it.end, &it.err);
        PRSE_FAULT_CHECK(status, it.err);
    }
}

enum { THREADS = 4, RUNS = 8 };

static void *run_some(void *user)
{
    int *failed = user;
    for (int i = 0; i < RUNS; i++) {
        cell *it = calloc(1, sizeof *it);
        cell_make(it, "echo");
        it->jail.input_bytes = 200000;
        *failed += prse__jail_run(&it->jail, &it->end, &it->err) != PRSE_OK ||
                   it->length != 200000;
        free(it);
    }
    return NULL;
}

PRSE_TEST(jail_start, threads_run_beside_each_other)
{
    pthread_t thread[THREADS];
    int failed[THREADS] = {0};
    for (int i = 0; i < THREADS; i++)
        cr_assert_eq(pthread_create(&thread[i], NULL, run_some, &failed[i]),
                     0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], NULL);
        cr_assert_eq(failed[i], 0);
    }
}
