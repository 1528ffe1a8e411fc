/* SPDX-License-Identifier: Apache-2.0 */
/* A program that was taken over can do nothing: what it tries is refused, or
 * is its end. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell.h"

enum { MOST = 64, NAME = 32 };

typedef struct names {
    char name[MOST][NAME];
    int count;
} names;

static void read_names(names *out)
{
    char line[512];
    snprintf(line, sizeof line, "%s", getenv("PRSE_ATTACK"));
    FILE *list = popen(line, "r");
    cr_assert_not_null(list);
    while (out->count < MOST && fgets(line, sizeof line, list)) {
        line[strcspn(line, "\n")] = '\0';
        snprintf(out->name[out->count++], NAME, "%.31s", line);
    }
    pclose(list);
}

static int is_refused(const char *attempt, char *how, size_t size)
{
    cell it;
    cell_make(&it, attempt);
    prse_status status = cell_run(&it);
    snprintf(how, size, "%s, signal %d, code %d, %.80s",
             prse_status_name(status), it.end.signal, it.end.code, it.output);
    if (status)
        return 0;
    return it.end.signal == SIGSYS ||
           (it.end.signal == 0 && strcmp(it.output, "refused\n") == 0);
}

PRSE_TEST(jail_attacks, are_refused_each)
{
    names all = {.count = 0};
    char how[256];
    int killed = 0;
    read_names(&all);
    cr_assert_geq(all.count, 40);
    for (int i = 0; i < all.count; i++) {
        cr_expect(is_refused(all.name[i], how, sizeof how), "%s: %s",
                  all.name[i], how);
        killed += strstr(how, "signal 31") != NULL;
    }
    cr_assert_geq(killed, 30);
    cr_log_info("%d attempts, %d of them deadly", all.count, killed);
}

/* The attempts are worth something: outside they succeed. Of those that need
 * no right of their own, all must. */
PRSE_TEST(jail_attacks, succeed_outside)
{
    static const char *const harmless[] = {
        "open_read", "internet",    "local",     "pair",     "split",
        "split_old", "map_code",    "make_code", "double_up", "memory_file",
        "look",      "memory_file", "move",      "dumpable", "wait_long",
        "trace",     "end_parent",  "run",       "run_at",   "netlink"};
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
        char line[512] = "";
        snprintf(line, sizeof line, "%s %s", getenv("PRSE_ATTACK"),
                 harmless[i]);
        FILE *program = popen(line, "r");
        cr_assert_not_null(program);
        line[0] = '\0';
        cr_expect(fgets(line, sizeof line, program) != NULL);
        pclose(program);
        cr_expect_str_eq(line, "done\n", "%s", harmless[i]);
    }
}

/* Nothing of the host is in there. */
PRSE_TEST(jail_attacks, find_three_descriptors_and_no_environment)
{
    cell it;
    int extra = dup(1); /* not close-on-exec */
    setenv("PRSE_SECRET", "x", 1);
    cell_make(&it, "list_files");
    cr_assert_eq(cell_run(&it), PRSE_OK);
    cr_assert_str_eq(it.output, "0 1 2 ");
    cell_make(&it, "list_environment");
    cr_assert_eq(cell_run(&it), PRSE_OK);
    cr_assert_str_eq(it.output, "LC_ALL LD_PRELOAD ");
    close(extra);
}
