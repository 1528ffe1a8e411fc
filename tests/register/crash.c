/* SPDX-License-Identifier: Apache-2.0 */
/* An import that is killed, stopped or out of room and begun again gives the
 * same file, byte for byte, as one that nothing disturbed; an update that is
 * killed leaves the register as it was or as it should be.
 *
 *   crash GENERATE [ROWS [KILLS]] */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "portailrse/register.h"

enum { COMMAND_ROOM = 3 * 4096 }; /* paths of any length */

static char folder[64];
static int failures;

/* Of a file in the folder; the same text for the same name. */
static const char *path(const char *name)
{
    static char paths[32][128];
    char wanted[128];
    size_t at = 0;
    snprintf(wanted, sizeof wanted, "%.60s/%.60s", folder, name);
    while (paths[at][0] && strcmp(paths[at], wanted) != 0)
        at++;
    strcpy(paths[at], wanted);
    return paths[at];
}

static void check(int truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "FAILED: %s\n", what);
    failures++;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void wait_for(double seconds)
{
    struct timespec t = {(time_t)seconds,
                         (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&t, NULL);
}

static double chance(void) /* 0..1 */
{
    static uint64_t state = 20261123;
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (double)(state >> 33) / (double)(UINT64_C(1) << 31);
}

static void must(const char *command)
{
    if (system(command) != 0) {
        fprintf(stderr, "cannot run: %s\n", command);
        exit(1);
    }
}

static void run(const char *format, const char *a, const char *b)
{
    char command[COMMAND_ROOM];
    snprintf(command, sizeof command, format, a, b);
    must(command);
}

static int same(const char *a, const char *b)
{
    char command[COMMAND_ROOM];
    snprintf(command, sizeof command, "cmp -s '%s' '%s'", a, b);
    return system(command) == 0;
}

/* --- The calls under test --- */

typedef struct work {
    int update;
    const char *to, *units, *seats;
    uint64_t stop_after; /* looks of should_stop; 0: never */
} work;

static int should_stop(void *user)
{
    work *w = user;
    return w->stop_after > 0 && --w->stop_after == 0;
}

static prse_status do_work(work *w, prse_error *err)
{
    prse_register_options opts = {
        .size = sizeof opts,
        .units = prse_str_of(w->units),
        .establishments = prse_str_of(w->seats),
        .should_stop = w->stop_after > 0 ? should_stop : NULL,
        .user = w,
    };
    return w->update ? prse_register_update(prse_str_of(w->to), &opts, err)
                     : prse_register_import(prse_str_of(w->to), &opts, err);
}

/* In a process of its own, killed after a while. 1: it was done before. */
static int work_until(work *w, double seconds)
{
    pid_t child = fork();
    if (child == 0) {
        prse_error err = {0};
        prse_status status = do_work(w, &err);
        if (status != PRSE_OK)
            fprintf(stderr, "%s: %s\n", prse_status_name(status),
                    err.message);
        _exit(status == PRSE_OK ? 0 : 1);
    }
    int status = 0;
    if (seconds >= 0) {
        wait_for(seconds);
        kill(child, SIGKILL);
    }
    waitpid(child, &status, 0);
    if (WIFEXITED(status))
        check(WEXITSTATUS(status) == 0, "the call succeeds");
    return WIFEXITED(status);
}

/* --- Tests --- */

static work import_to(const char *name)
{
    return (work){0, path(name), path("units.csv"), path("seats.csv"), 0};
}

static void kill_imports(int kills, double whole)
{
    int done = 0, trials = 0;
    while (done < kills) {
        work w = import_to("killed.db");
        int killed = 0;
        /* One killed between its end and its return has left the file. */
        while (killed < 6 && access(w.to, F_OK) != 0 &&
               !work_until(&w, chance() * whole))
            killed++;
        if (access(w.to, F_OK) != 0)
            work_until(&w, -1);
        check(same(w.to, path("whole.db")), "a killed import ends the same");
        check(access(path("killed.db.part"), F_OK) != 0, "no part is left");
        check(access(path("killed.db.part-journal"), F_OK) != 0,
              "no journal is left");
        unlink(w.to);
        done += killed;
        trials++;
    }
    printf("%d imports killed at %d points end the same\n", trials, done);
}

static void stop_imports(void)
{
    int stops = 0;
    work w = import_to("stopped.db");
    prse_error err = {0};
    prse_status status = PRSE_ECANCELED;
    for (uint64_t looks = 150; status == PRSE_ECANCELED; looks += 150) {
        w.stop_after = looks;
        status = do_work(&w, &err);
        stops += status == PRSE_ECANCELED;
    }
    check(status == PRSE_OK, err.message);
    check(stops > 1, "should_stop is asked often");
    check(same(w.to, path("whole.db")), "a stopped import ends the same");
    printf("an import stopped %d times ends the same\n", stops);
    unlink(w.to);
}

/* Every write past some size of the file fails, as on a full disk. */
static void limit_file_size(rlim_t bytes)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

static void run_out_of_room(void)
{
    work w = import_to("full.db");
    prse_error err = {0};
    int refusals = 0;
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t megabytes = 1; megabytes < 32; megabytes *= 2) {
        limit_file_size(megabytes << 20);
        prse_status status = do_work(&w, &err);
        limit_file_size(0);
        if (status == PRSE_OK)
            break;
        check(status == PRSE_EIO && err.message[0], "PRSE_EIO and why");
        refusals++;
    }
    printf("without room %d times: %s\n", refusals, err.message);
    if (access(w.to, F_OK) != 0)
        check(do_work(&w, &err) == PRSE_OK, err.message);
    check(refusals > 1, "room ran out");
    check(same(w.to, path("whole.db")), "with room again it ends the same");
    unlink(w.to);
}

static void refuse_folders(void)
{
    static const char *const places[] = {"/proc/reg.db", "/none/reg.db"};
    for (size_t i = 0; i < 2; i++) {
        work w = import_to("x");
        prse_error err = {0};
        w.to = places[i];
        check(do_work(&w, &err) == PRSE_EIO, "no file can be made there");
        check(err.sys_code != 0, "the system's reason is told");
    }
}

static void other_files_start_afresh(double whole)
{
    work w = import_to("other.db");
    w.units = path("later-units.csv");
    work_until(&w, whole / 20);
    w.units = path("units.csv");
    work_until(&w, -1);
    check(same(w.to, path("whole.db")),
          "the part of another import is thrown away");
    unlink(w.to);
}

static void kill_updates(int kills)
{
    work w = {1, path("updated.db"), path("later-units.csv"),
              path("later-seats.csv"), 0};
    int before = 0, after = 0;
    run("cp '%s' '%s'", path("whole.db"), w.to);
    double start = now();
    work_until(&w, -1);
    double whole = now() - start;
    rename(w.to, path("new.db"));
    while (before + after < kills) {
        run("cp '%s' '%s'", path("whole.db"), w.to);
        work_until(&w, chance() * whole * 1.1);
        int old = same(w.to, path("whole.db"));
        check(old || same(w.to, path("new.db")), "all or nothing");
        before += old;
        after += !old;
    }
    check(access(path("updated.db-journal"), F_OK) != 0, "no journal is left");
    printf("updates killed at %d points: %d as before, %d as after\n", kills,
           before, after);
}

static void make_files(const char *generate, const char *rows)
{
    char command[COMMAND_ROOM];
    snprintf(command, sizeof command, "'%s' %s 5 '%s' '%s'", generate, rows,
             path("units.csv"), path("seats.csv"));
    must(command);
    snprintf(command, sizeof command, "'%s' --later %s 5 '%s' '%s'", generate,
             rows, path("later-units.csv"), path("later-seats.csv"));
    must(command);
}

int main(int argc, char **argv)
{
    const char *rows = argc > 2 ? argv[2] : "230000";
    int kills = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 30;
    if (argc < 2) {
        fputs("usage: crash GENERATE [ROWS [KILLS]]\n", stderr);
        return 2;
    }
    strcpy(folder, "/tmp/prse-crash-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    make_files(argv[1], rows);
    work w = import_to("whole.db");
    double start = now();
    work_until(&w, -1);
    double whole = now() - start;
    kill_imports(kills, whole);
    stop_imports();
    run_out_of_room();
    refuse_folders();
    other_files_start_afresh(whole);
    kill_updates(kills);
    run("rm -rf '%s'%s", folder, "");
    return failures > 0;
}
