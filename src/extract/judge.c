/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <string.h>

#include "extract/apart.h"

/* What a reader says before it gives up, and what that means. */
static const struct {
    const char *said;
    prse_status status;
    const char *message;
} meanings[] = {
    {"Incorrect password", PRSE_EDENIED,
     "it is encrypted and opens with a password only: remove the password "
     "first"},
    {"security handler", PRSE_EDENIED,
     "it is encrypted in a way that is not known here: remove the protection "
     "first"},
    {"ut of memory", PRSE_ELIMIT, NULL},
    {"bad_alloc", PRSE_ELIMIT, NULL},
};

/* What a program says that never came to reading. */
static const char *const lacks[] = {"error while loading shared libraries",
                                    "PDFium can't be loaded"};

prse_status prse__apart_start(prse_status status, const prse__jail_end *end,
                              prse_error *err)
{
    prse_str said = prse__jail_complaint(end);
    if (status != PRSE_EIO)
        return status;
    for (size_t i = 0; i < sizeof lacks / sizeof lacks[0]; i++)
        if (strstr(end->said, lacks[i]))
            return prse__error_set(err, PRSE_EUNSUPPORTED, "helper",
                                   "the program that reads lacks a library: "
                                   "%.*s", (int)said.len, said.ptr);
    return status;
}

static prse_status mean(int i, uint64_t memory_bytes, prse_error *err)
{
    if (meanings[i].message)
        return prse__error_set(err, meanings[i].status, "pdf", "%s",
                               meanings[i].message);
    return prse__error_set(err, meanings[i].status, "pdf",
                           "reading it takes more than %llu MiB of memory",
                           (unsigned long long)(memory_bytes >> 20));
}

static prse_status judge_signal(int number, prse_error *err)
{
    if (number == SIGSYS)
        return prse__error_set(err, PRSE_EPARSE, "pdf",
                               "it is broken or hostile: its reader tried "
                               "what is forbidden, and was ended");
    if (number == SIGKILL)
        return prse__error_set(err, PRSE_ELIMIT, "pdf",
                               "the system ended its reader: memory or "
                               "processor time ran out");
    return prse__error_set(err, PRSE_EPARSE, "pdf",
                           "it is broken: its reader crashed on it (signal "
                           "%d)", number);
}

prse_status prse__apart_judge(const prse__jail_end *end, uint64_t memory_bytes,
                              prse_error *err)
{
    if (end->code == 0 && end->signal == 0)
        return PRSE_OK;
    for (int i = 0; i < (int)(sizeof meanings / sizeof meanings[0]); i++)
        if (strstr(end->said, meanings[i].said))
            return mean(i, memory_bytes, err);
    if (end->signal)
        return judge_signal(end->signal, err);
    prse_str said = prse__jail_complaint(end);
    return prse__error_set(err, PRSE_EPARSE, "pdf", "it is broken%s%.*s",
                           said.len ? ": " : "", (int)said.len, said.ptr);
}
