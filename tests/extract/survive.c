/* SPDX-License-Identifier: Apache-2.0 */
/* survive HELPERS LIBPDFIUM|- FILE...: reads documents one after the other in
 * one process, as a worker does, and tells for each "status ms pages name".
 * Ends with 1 when a descriptor, a process or memory is left behind. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "portailrse/sys/extract.h"

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int open_files(void)
{
    int count = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static long resident_kib(void)
{
    long pages = 0, all = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (fscanf(file, "%ld %ld", &all, &pages) != 2)
        pages = 0;
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static prse_status read_file(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    (void)err;
    return pread(*(const int *)user, to, room, (off_t)offset) == (ssize_t)room
               ? PRSE_OK
               : PRSE_EIO;
}

static prse_status count_page(void *user, const prse_page *page,
                              prse_error *err)
{
    (void)page, (void)err;
    ++*(unsigned *)user;
    return PRSE_OK;
}

static prse_status read_one(const prse_extract *extract, const char *path,
                            unsigned *pages, prse_error *err)
{
    struct stat found;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    prse_extract_options opts = {.size = sizeof opts, .deadline_ms = 20000};
    prse_blob_source pdf = {.size = sizeof pdf, .user = &file,
                            .read = read_file};
    if (file < 0 || fstat(file, &found) != 0)
        exit(2);
    pdf.bytes = (uint64_t)found.st_size;
    prse_status status =
        prse_extract_read(extract, &pdf, count_page, pages, &opts, err);
    close(file);
    return status;
}

/* A status without a reason, or a reason without one, is a defect. */
static int tell(const prse_extract *extract, const char *path)
{
    prse_error err = {0};
    unsigned pages = 0;
    int before = open_files();
    int64_t began = now_ms();
    prse_status status = read_one(extract, path, &pages, &err);
    printf("%s\t%lld\t%u\t%s\t%s\n", prse_status_name(status),
           (long long)(now_ms() - began), pages, path, err.message);
    fflush(stdout);
    return before == open_files() &&
           waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD &&
           err.code == (int32_t)status &&
           (err.message[0] != '\0') == (status != PRSE_OK);
}

int main(int argc, char **argv)
{
    prse_extract extract;
    prse_error err;
    prse_extract_program_options opts = {
        .size = sizeof opts, .cpu_s = 3,
        .memory_bytes = (uint64_t)512 << 20, .output_bytes = 32 << 20,
        .helpers = prse_str_of(argv[1])};
    prse_status status =
        strcmp(argv[2], "-") == 0
            ? prse_extract_pdftotext(&extract, PRSE_STR(""), &opts, &err)
            : prse_extract_pdfium(&extract, prse_str_of(argv[2]), &opts,
                                  &err);
    if (status) {
        fprintf(stderr, "%s\n", err.message);
        return 2;
    }
    int sound = 1;
    for (int i = 3; i < argc; i++)
        if (!tell(&extract, argv[i])) {
            printf("LEFT\t0\t0\t%s\tsomething is left behind\n", argv[i]);
            sound = 0;
        }
    extract.free(extract.self);
    printf("resident KiB\t%ld\n", resident_kib());
    return !sound;
}
