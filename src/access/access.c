/* SPDX-License-Identifier: Apache-2.0 */
/* The matrix: a line an operation, with the roles that may do it. */
#include "portailrse/access.h"

#include "base/error.h"
#include "base/str.h"

enum {
    N = 1 << PRSE_ROLE_NONE,
    R = 1 << PRSE_ROLE_READER,
    A = 1 << PRSE_ROLE_AUDITOR,
    E = 1 << PRSE_ROLE_EDITOR,
    C = 1 << PRSE_ROLE_ADVISER, /* conseiller */
    O = 1 << PRSE_ROLE_OWNER,
    H = 1 << PRSE_ROLE_HOST,
    MEMBERS = R | A | E | C | O,
    READERS = MEMBERS | H,
    WRITERS = E | C | O | H
};

static const struct {
    const char *name;
    int roles;
} matrix[] = {
    [PRSE_OP_COMPANY_VIEW] = {"company.view", READERS},
    [PRSE_OP_COMPANY_CREATE] = {"company.create", N | MEMBERS | H},
    [PRSE_OP_COMPANY_EDIT] = {"company.edit", WRITERS},
    [PRSE_OP_COMPANY_DELETE] = {"company.delete", O | H},
    [PRSE_OP_FACTS_VIEW] = {"facts.view", READERS},
    [PRSE_OP_FACTS_EDIT] = {"facts.edit", WRITERS},
    [PRSE_OP_FACTS_HISTORY] = {"facts.history", A | WRITERS},
    [PRSE_OP_EVALUATE] = {"evaluate", WRITERS},
    [PRSE_OP_RECEIPT_VIEW] = {"receipt.view", READERS},
    [PRSE_OP_REPORT_VIEW] = {"report.view", READERS},
    [PRSE_OP_REPORT_EDIT] = {"report.edit", WRITERS},
    [PRSE_OP_REPORT_VALIDATE] = {"report.validate", WRITERS},
    [PRSE_OP_REPORT_EXPORT] = {"report.export", A | WRITERS},
    [PRSE_OP_DOCUMENT_VIEW] = {"document.view", READERS},
    [PRSE_OP_DOCUMENT_UPLOAD] = {"document.upload", WRITERS},
    [PRSE_OP_DOCUMENT_REMOVE] = {"document.remove", WRITERS},
    [PRSE_OP_DOCUMENT_RETAIN] = {"document.retain", O | H},
    [PRSE_OP_ANALYSIS_RUN] = {"analysis.run", WRITERS},
    [PRSE_OP_MEMBER_VIEW] = {"member.view", READERS},
    [PRSE_OP_MEMBER_INVITE] = {"member.invite", O | H},
    [PRSE_OP_MEMBER_CHANGE] = {"member.change", O | H},
    [PRSE_OP_MEMBER_REMOVE] = {"member.remove", O | H},
    [PRSE_OP_OWNER_INVITE] = {"owner.invite", C | O | H},
    [PRSE_OP_COMPANY_LEAVE] = {"company.leave", MEMBERS},
    [PRSE_OP_JOURNAL_VIEW] = {"journal.view", A | O | H},
    [PRSE_OP_PERSON_EDIT] = {"person.edit", H},
    [PRSE_OP_PERSON_ERASE] = {"person.erase", H},
    [PRSE_OP_MAINTAIN] = {"maintain", H},
};

static const char *const roles[] = {
    [PRSE_ROLE_NONE] = "",
    [PRSE_ROLE_READER] = "lecteur",
    [PRSE_ROLE_AUDITOR] = "auditeur",
    [PRSE_ROLE_EDITOR] = "editeur",
    [PRSE_ROLE_ADVISER] = "conseiller",
    [PRSE_ROLE_OWNER] = "proprietaire",
    [PRSE_ROLE_HOST] = "hote",
};

enum {
    OPERATIONS = sizeof matrix / sizeof matrix[0],
    ROLES = sizeof roles / sizeof roles[0]
};

static int is_operation(prse_operation operation)
{
    return (int)operation >= 0 && (int)operation < OPERATIONS;
}

static int is_role(prse_role role)
{
    return (int)role >= 0 && (int)role < ROLES;
}

int prse_access_allows(prse_role role, prse_operation operation)
{
    return is_role(role) && is_operation(operation) &&
           (matrix[operation].roles & 1 << role) != 0;
}

const char *prse_role_name(prse_role role)
{
    return is_role(role) ? roles[role] : "";
}

prse_status prse_role_read(prse_role *out, prse_str name, prse_error *err)
{
    if (!out || (!name.ptr && name.len))
        return prse__error_set(err, PRSE_EINVAL, out ? "name" : "out",
                               "it is NULL");
    for (int role = PRSE_ROLE_READER; role <= PRSE_ROLE_OWNER; role++)
        if (prse__str_is(name, roles[role])) {
            *out = (prse_role)role;
            return PRSE_OK;
        }
    return prse__error_set(err, PRSE_ENOTFOUND, "role",
                           "no such role: expected lecteur, auditeur, "
                           "editeur, conseiller or proprietaire");
}

const char *prse_operation_name(prse_operation operation)
{
    return is_operation(operation) ? matrix[operation].name : NULL;
}
