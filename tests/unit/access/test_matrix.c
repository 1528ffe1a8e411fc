/* SPDX-License-Identifier: Apache-2.0 */
/* The whole matrix, written out by hand and apart from the library's: a line an
 * operation, a letter a role. */
#include <limits.h>
#include <string.h>

#include "portailrse/access.h"
#include "support/test.h"

/* Columns: nobody, reader, auditor, editor, adviser, owner, host. */
static const struct {
    prse_operation operation;
    const char *cells; /* y: yes, -: no */
} expected[] = {
    /*                                N R A E C O H */
    {PRSE_OP_COMPANY_VIEW,           "- y y y y y y"},
    {PRSE_OP_COMPANY_CREATE,         "y y y y y y y"},
    {PRSE_OP_COMPANY_EDIT,           "- - - y y y y"},
    {PRSE_OP_COMPANY_DELETE,         "- - - - - y y"},
    {PRSE_OP_FACTS_VIEW,             "- y y y y y y"},
    {PRSE_OP_FACTS_EDIT,             "- - - y y y y"},
    {PRSE_OP_FACTS_HISTORY,          "- - y y y y y"},
    {PRSE_OP_EVALUATE,               "- - - y y y y"},
    {PRSE_OP_RECEIPT_VIEW,           "- y y y y y y"},
    {PRSE_OP_REPORT_VIEW,            "- y y y y y y"},
    {PRSE_OP_REPORT_EDIT,            "- - - y y y y"},
    {PRSE_OP_REPORT_VALIDATE,        "- - - y y y y"},
    {PRSE_OP_REPORT_EXPORT,          "- - y y y y y"},
    {PRSE_OP_DOCUMENT_VIEW,          "- y y y y y y"},
    {PRSE_OP_DOCUMENT_UPLOAD,        "- - - y y y y"},
    {PRSE_OP_DOCUMENT_REMOVE,        "- - - y y y y"},
    {PRSE_OP_DOCUMENT_RETAIN,        "- - - - - y y"},
    {PRSE_OP_ANALYSIS_RUN,           "- - - y y y y"},
    {PRSE_OP_MEMBER_VIEW,            "- y y y y y y"},
    {PRSE_OP_MEMBER_INVITE,          "- - - - - y y"},
    {PRSE_OP_MEMBER_CHANGE,          "- - - - - y y"},
    {PRSE_OP_MEMBER_REMOVE,          "- - - - - y y"},
    {PRSE_OP_OWNER_INVITE,           "- - - - y y y"},
    {PRSE_OP_COMPANY_LEAVE,          "- y y y y y -"},
    {PRSE_OP_JOURNAL_VIEW,           "- - y - - y y"},
    {PRSE_OP_PERSON_EDIT,            "- - - - - - y"},
    {PRSE_OP_PERSON_ERASE,           "- - - - - - y"},
    {PRSE_OP_MAINTAIN,               "- - - - - - y"},
};

enum {
    OPERATIONS = 28,
    ROLES = 7,
    CELLS = 196
};

PRSE_TEST(matrix, every_cell_is_as_written_here)
{
    int cells = 0;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        for (int role = 0; role < ROLES; role++, cells++) {
            char cell = expected[i].cells[2 * role];
            cr_assert(cell == 'y' || cell == '-');
            cr_assert_eq(prse_access_allows((prse_role)role,
                                            expected[i].operation),
                         cell == 'y', "%s as %s",
                         prse_operation_name(expected[i].operation),
                         prse_role_name((prse_role)role));
        }
    cr_assert_eq(cells, CELLS);
}

PRSE_TEST(matrix, is_written_here_for_every_operation_once)
{
    cr_assert_eq(sizeof expected / sizeof expected[0], OPERATIONS);
    for (int i = 0; i < OPERATIONS; i++)
        cr_assert_eq((int)expected[i].operation, i);
    cr_assert_null(prse_operation_name((prse_operation)OPERATIONS));
}

/* Whoever has the cell next to a negative loses it by no detour: what is no
 * role and what is no operation has nothing. */
PRSE_TEST(matrix, gives_nothing_to_what_is_no_role)
{
    static const int odd[] = {-1, 7, 8, 31, 32, 33, 64, INT_MAX, INT_MIN};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        for (int op = 0; op < OPERATIONS; op++)
            cr_assert_not(prse_access_allows((prse_role)odd[i],
                                             (prse_operation)op));
}

PRSE_TEST(matrix, knows_no_other_operation)
{
    static const int odd[] = {-1, 28, 29, 255, 256, INT_MAX, INT_MIN};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        for (int role = 0; role < ROLES; role++)
            cr_assert_not(prse_access_allows((prse_role)role,
                                             (prse_operation)odd[i]));
}

static int count(prse_role role)
{
    int sum = 0;
    for (int op = 0; op < OPERATIONS; op++)
        sum += prse_access_allows(role, (prse_operation)op);
    return sum;
}

static void contains(prse_role more, prse_role less)
{
    for (int op = 0; op < OPERATIONS; op++)
        cr_assert(prse_access_allows(more, (prse_operation)op) ||
                      !prse_access_allows(less, (prse_operation)op),
                  "%s may %s, %s may not", prse_role_name(less),
                  prse_operation_name((prse_operation)op),
                  prse_role_name(more));
}

PRSE_TEST(matrix, grows_from_nobody_to_owner)
{
    contains(PRSE_ROLE_READER, PRSE_ROLE_NONE);
    contains(PRSE_ROLE_AUDITOR, PRSE_ROLE_READER);
    contains(PRSE_ROLE_EDITOR, PRSE_ROLE_READER);
    contains(PRSE_ROLE_ADVISER, PRSE_ROLE_EDITOR);
    contains(PRSE_ROLE_OWNER, PRSE_ROLE_ADVISER);
    contains(PRSE_ROLE_OWNER, PRSE_ROLE_AUDITOR);
    cr_assert_eq(count(PRSE_ROLE_NONE), 1);
}

/* Each is a person's own act, or needs a person. */
PRSE_TEST(matrix, gives_the_host_all_but_leaving)
{
    cr_assert_eq(count(PRSE_ROLE_HOST), OPERATIONS - 1);
    cr_assert_not(prse_access_allows(PRSE_ROLE_HOST, PRSE_OP_COMPANY_LEAVE));
}

static int writes(prse_operation operation)
{
    static const char *const reads[] = {".view", ".history", ".export",
                                        ".create", ".leave"};
    const char *name = prse_operation_name(operation);
    for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++)
        if (strstr(name, reads[i]))
            return 0;
    return 1;
}

PRSE_TEST(matrix, lets_readers_and_auditors_write_nothing)
{
    for (int op = 0; op < OPERATIONS; op++) {
        if (!writes((prse_operation)op))
            continue;
        cr_assert_not(prse_access_allows(PRSE_ROLE_READER, (prse_operation)op),
                      "%s", prse_operation_name((prse_operation)op));
        cr_assert_not(prse_access_allows(PRSE_ROLE_AUDITOR,
                                         (prse_operation)op));
    }
}
