/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file access.h
 * Who may do what in a company: one matrix of roles and operations, as data.
 * Pure; prse_portal functions all ask it.
 */
#ifndef PORTAILRSE_ACCESS_H
#define PORTAILRSE_ACCESS_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What somebody is in a company. The names are what stores keep. */
typedef enum prse_role {
    PRSE_ROLE_NONE = 0,    /**< Nobody there: "" */
    PRSE_ROLE_READER = 1,  /**< Reads: "lecteur" */
    PRSE_ROLE_AUDITOR = 2, /**< Reads all, the journal too: "auditeur" */
    PRSE_ROLE_EDITOR = 3,  /**< Fills in: "editeur" */
    PRSE_ROLE_ADVISER = 4, /**< Fills in for several companies, brings their
                                owner in: "conseiller" */
    PRSE_ROLE_OWNER = 5,   /**< Everything of a company: "proprietaire" */
    PRSE_ROLE_HOST = 6     /**< The host itself: its tasks and administrators;
                                no person has it: "hote" */
} prse_role;

/** What can be done. */
typedef enum prse_operation {
    PRSE_OP_COMPANY_VIEW = 0,       /**< See who the company is. */
    PRSE_OP_COMPANY_CREATE = 1,     /**< Make it known to the portal. */
    PRSE_OP_COMPANY_EDIT = 2,       /**< Change its identity. */
    PRSE_OP_COMPANY_DELETE = 3,     /**< Erase it with all that is kept. */
    PRSE_OP_FACTS_VIEW = 4,         /**< Read the facts of its years. */
    PRSE_OP_FACTS_EDIT = 5,         /**< Write them. */
    PRSE_OP_FACTS_HISTORY = 6,      /**< Read what they were before. */
    PRSE_OP_EVALUATE = 7,           /**< Have a receipt made. */
    PRSE_OP_RECEIPT_VIEW = 8,       /**< Read receipts. */
    PRSE_OP_REPORT_VIEW = 9,        /**< Read reports. */
    PRSE_OP_REPORT_EDIT = 10,       /**< Write them. */
    PRSE_OP_REPORT_VALIDATE = 11,   /**< Declare a step done, or open it. */
    PRSE_OP_REPORT_EXPORT = 12,     /**< Take them out. */
    PRSE_OP_DOCUMENT_VIEW = 13,     /**< List and read documents. */
    PRSE_OP_DOCUMENT_UPLOAD = 14,   /**< Add one. */
    PRSE_OP_DOCUMENT_REMOVE = 15,   /**< Take one away. */
    PRSE_OP_DOCUMENT_RETAIN = 16,   /**< Say until when one is kept. */
    PRSE_OP_ANALYSIS_RUN = 17,      /**< Have documents analysed. */
    PRSE_OP_MEMBER_VIEW = 18,       /**< See the members. */
    PRSE_OP_MEMBER_INVITE = 19,     /**< Invite somebody. */
    PRSE_OP_MEMBER_CHANGE = 20,     /**< Change another's role. */
    PRSE_OP_MEMBER_REMOVE = 21,     /**< Remove another. */
    PRSE_OP_OWNER_INVITE = 22,      /**< Invite an owner. */
    PRSE_OP_COMPANY_LEAVE = 23,     /**< Give up one's own role. */
    PRSE_OP_JOURNAL_VIEW = 24,      /**< Read the journal of the company. */
    PRSE_OP_PERSON_EDIT = 25,       /**< Make and change persons, give tokens;
                                         for oneself each person may, beside
                                         this matrix. */
    PRSE_OP_PERSON_ERASE = 26,      /**< Forget a person; oneself: as above. */
    PRSE_OP_MAINTAIN = 27           /**< Retention, orphans, checks: the host's
                                         tasks. */
} prse_operation;

/**
 * Whether a role may do an operation.
 *
 * @param role       a prse_role.
 * @param operation  a prse_operation.
 * @return 1 yes; 0 no, and for values that are neither.
 * @threads pure
 * @since 0.1
 */
PRSE_API int prse_access_allows(prse_role role, prse_operation operation);

/**
 * The name of a role, as stores keep it.
 *
 * @param role  any value.
 * @return for instance "lecteur"; empty for PRSE_ROLE_NONE and for values that
 *         are no role; static.
 * @threads pure
 * @since 0.1
 */
PRSE_API const char *prse_role_name(prse_role role);

/**
 * The role of a name.
 *
 * @param out   filled; never PRSE_ROLE_NONE or PRSE_ROLE_HOST.
 * @param name  borrows; "lecteur", "auditeur", "editeur", "conseiller",
 *              "proprietaire".
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_role_read(prse_role *out, prse_str name,
                                    prse_error *err);

/**
 * The name of an operation, as the journal writes it.
 *
 * @param operation  any value.
 * @return for instance "facts.edit"; NULL past the last; static.
 * @threads pure
 * @since 0.1
 */
PRSE_API const char *prse_operation_name(prse_operation operation);

#ifdef __cplusplus
}
#endif

#endif
