/* SPDX-License-Identifier: Apache-2.0 */
/* What the end of a reader means for a document. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "extract/apart.h"
#include "support/test.h"

static const struct {
    int code, signal;
    const char *said;
    prse_status status;
    const char *message;
} ends[] = {
    {0, 0, "Syntax Warning: whatever\n", PRSE_OK, ""},
    {1, 0, "Command Line Error: Incorrect password\n", PRSE_EDENIED,
     "it is encrypted and opens with a password only: remove the password "
     "first"},
    {1, 0, "Syntax Error: Couldn't find the 'X' security handler\n",
     PRSE_EDENIED,
     "it is encrypted in a way that is not known here: remove the protection "
     "first"},
    {1, 0, "Syntax Error: Couldn't read xref table\nmore", PRSE_EPARSE,
     "it is broken: Syntax Error: Couldn't read xref table"},
    {1, 0, "", PRSE_EPARSE, "it is broken"},
    {1, 0, "\x1b[31m\xff", PRSE_EPARSE, "it is broken"},
    {1, 0, "Out of memory\n", PRSE_ELIMIT,
     "reading it takes more than 64 MiB of memory"},
    {0, SIGABRT, "terminate called after throwing 'std::bad_alloc'\n",
     PRSE_ELIMIT, "reading it takes more than 64 MiB of memory"},
    {0, SIGSEGV, "", PRSE_EPARSE,
     "it is broken: its reader crashed on it (signal 11)"},
    {0, SIGSYS, "", PRSE_EPARSE,
     "it is broken or hostile: its reader tried what is forbidden, and was "
     "ended"},
    {0, SIGKILL, "", PRSE_ELIMIT,
     "the system ended its reader: memory or processor time ran out"},
};

PRSE_TEST(judge, each_end_has_its_meaning)
{
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        prse__jail_end end = {ends[i].code, ends[i].signal, ""};
        prse_error err = {0};
        snprintf(end.said, sizeof end.said, "%s", ends[i].said);
        cr_expect_eq(prse__apart_judge(&end, 64 << 20, &err), ends[i].status,
                     "%s", ends[i].said);
        cr_expect_str_eq(err.message, ends[i].message);
    }
}
