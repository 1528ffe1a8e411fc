/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <string.h>

#include "portailrse/access.h"
#include "support/test.h"

enum { OPERATIONS = 28 };

PRSE_TEST(names, of_roles_are_what_stores_keep)
{
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_NONE), "");
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_READER), "lecteur");
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_AUDITOR), "auditeur");
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_EDITOR), "editeur");
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_ADVISER), "conseiller");
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_OWNER), "proprietaire");
    cr_assert_str_eq(prse_role_name(PRSE_ROLE_HOST), "hote");
}

PRSE_TEST(names, of_what_is_no_role_are_empty)
{
    static const int odd[] = {-1, 7, 99, INT_MIN, INT_MAX};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        cr_assert_str_eq(prse_role_name((prse_role)odd[i]), "");
}

PRSE_TEST(names, of_roles_are_read_back)
{
    for (int i = PRSE_ROLE_READER; i <= PRSE_ROLE_OWNER; i++) {
        prse_role role = PRSE_ROLE_NONE;
        prse_error err = {0};
        prse_str name = prse_str_of(prse_role_name((prse_role)i));
        cr_assert_eq(prse_role_read(&role, name, &err), PRSE_OK);
        cr_assert_eq((int)role, i);
        cr_assert_eq(err.code, 0);
    }
}

PRSE_TEST(names, that_no_person_may_have_are_not_read)
{
    static const char *const wrong[] = {"",         "hote",     "Lecteur",
                                        "lecteur ", "lecteu",   "owner",
                                        "admin",    "lecteurs", "' or 1=1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        prse_role role = PRSE_ROLE_NONE;
        prse_error err = {0};
        cr_assert_eq(prse_role_read(&role, prse_str_of(wrong[i]), &err),
                     PRSE_ENOTFOUND);
        cr_assert_eq(err.code, PRSE_ENOTFOUND);
        cr_assert_eq(role, PRSE_ROLE_NONE);
    }
}

PRSE_TEST(names, need_a_place_and_a_text)
{
    prse_role role = PRSE_ROLE_NONE;
    prse_error err = {0};
    cr_assert_eq(prse_role_read(NULL, PRSE_STR("lecteur"), &err), PRSE_EINVAL);
    cr_assert_eq(prse_role_read(&role, (prse_str){NULL, 3}, &err),
                 PRSE_EINVAL);
    cr_assert_eq(prse_role_read(&role, (prse_str){NULL, 3}, NULL),
                 PRSE_EINVAL);
}

PRSE_TEST(names, of_operations_are_all_different_and_short)
{
    for (int i = 0; i < OPERATIONS; i++) {
        const char *name = prse_operation_name((prse_operation)i);
        cr_assert_not_null(name);
        cr_assert(*name && strlen(name) <= 32); /* the journal's column */
        for (int k = 0; k < i; k++)
            cr_assert_str_neq(name, prse_operation_name((prse_operation)k));
    }
    cr_assert_str_eq(prse_operation_name(PRSE_OP_FACTS_EDIT), "facts.edit");
}

PRSE_TEST(names, of_what_is_no_operation_are_missing)
{
    static const int odd[] = {-1, 28, 1000, INT_MIN, INT_MAX};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        cr_assert_null(prse_operation_name((prse_operation)odd[i]));
}
