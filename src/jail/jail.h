/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a program apart, on input that is not trusted: it reads its standard
 * input and writes its standard output, and can do nothing else. No file, no
 * socket, no other process, no new code; memory, time and output are limited.
 *
 * Two walls. The first stands before the program is loaded: limits, Landlock,
 * and a filter of system calls that lets the dynamic loader do its work. The
 * second, the seal, goes up when everything is loaded and before main() runs;
 * the program tells so, and only then gets its first byte of input. Linux only
 * (5.9 or later, x86-64 and aarch64); elsewhere PRSE_EUNSUPPORTED. */
#ifndef PRSE_JAIL_JAIL_H
#define PRSE_JAIL_JAIL_H

#include "base/error.h"

enum { PRSE__JAIL_SAID = 2048, PRSE__JAIL_FILES = 8 };

/* What to run, and what it may take. All is borrowed. */
typedef struct prse__jail {
    const char *const *argv; /* ends with NULL; argv[0] is an absolute path */
    const char *seal;        /* shared object that seals; NULL: it seals
                                itself */
    const char *files[PRSE__JAIL_FILES]; /* what else its loading reads */
    int64_t wall_ms;
    uint32_t cpu_s;
    uint64_t memory_bytes; /* of address space */
    uint64_t output_bytes;
    /* Input: read as sys/blob.h says, in order. */
    uint64_t input_bytes;
    prse_status (*give)(void *user, uint64_t offset, void *to, size_t room,
                        prse_error *err);
    void *give_user;
    /* Output, as it comes; any failure ends the run. */
    prse_status (*take)(void *user, prse_str bytes, prse_error *err);
    void *take_user;
    int (*should_stop)(void *user); /* may be NULL */
    void *stop_user;
} prse__jail;

/* How it ended. */
typedef struct prse__jail_end {
    int code;   /* exit code, where signal is 0 */
    int signal; /* that killed it; SIGSYS: it tried what is forbidden */
    char said[PRSE__JAIL_SAID]; /* beginning of its standard error, NUL */
} prse__jail_end;

/* PRSE_OK: the program ran to its end, whichever it was, and *end says which.
 * PRSE_ETIMEOUT, PRSE_ELIMIT (output, processor time), PRSE_ECANCELED,
 * PRSE_EUNSUPPORTED (no such program, or system), PRSE_EIO (it could not be
 * started or sealed), PRSE_ENOMEM, and what give() and take() answer. The
 * program and its descriptors are gone in each case. */
prse_status prse__jail_run(const prse__jail *jail, prse__jail_end *end,
                           prse_error *err);

/* The first line that the program wrote to its standard error, or empty. */
prse_str prse__jail_complaint(const prse__jail_end *end);

/* Path of a helper ("portailrse-seal.so"): in `folder`, or where that is empty
 * beside the library. PRSE_EUNSUPPORTED where there is none. */
prse_status prse__jail_helper(char *to, size_t size, prse_str folder,
                              const char *name, prse_error *err);

#endif
