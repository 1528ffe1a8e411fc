/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file people.h
 * Persons of a portal, their tokens, what they are in companies, and
 * invitations. Personal data lives in `personnes` and `invitations` only;
 * everything else names a person by an id that says nothing.
 */
#ifndef PORTAILRSE_PEOPLE_H
#define PORTAILRSE_PEOPLE_H

#include "portailrse/portal.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a portal knows of a person. */
typedef struct prse_person {
    uint32_t size;        /**< sizeof(prse_person). */
    int32_t adviser;      /**< 1: advises companies; 0: not; -1: not told. */
    int32_t confirmed;    /**< 1: the address is confirmed; the host says so,
                               and a person's own new address is not. */
    int32_t news;         /**< 1: wants news. */
    prse_str id;          /**< Empty: a new person. */
    prse_str courriel;    /**< E-mail address, unique without regard to case. */
    prse_str prenom;      /**< First name; may be empty. */
    prse_str nom;         /**< Family name; may be empty. */
    prse_str fonction_rse; /**< What an adviser does; may be empty. */
    prse_str externe;     /**< Key of the person at the host's login service;
                               unique; may be empty; said by the host. */
} prse_person;

/**
 * Makes a person (the host) or changes one (the host, or the person).
 *
 * @param out      gives the id of the person; release with prse_text_free();
 *                 may be NULL.
 * @param session  borrows.
 * @param person   borrows.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EEXISTS (address or external key of another),
 *         PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_person_save(prse_text **out,
                                             prse_session *session,
                                             const prse_person *person,
                                             prse_error *err);

/** How a person is looked for. */
typedef enum prse_person_by {
    PRSE_PERSON_BY_ID = 0,       /**< Id. */
    PRSE_PERSON_BY_ADDRESS = 1,  /**< E-mail address. */
    PRSE_PERSON_BY_EXTERNAL = 2  /**< Key at the login service. */
} prse_person_by;

/**
 * A person: one row of `personnes`, for the host and for the person.
 *
 * @param out      gives the row; release with prse_records_free().
 * @param session  borrows.
 * @param by       what @p key is.
 * @param key      borrows.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (told to the host only), or as every function
 *         of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_person(prse_records **out,
                                        prse_session *session,
                                        prse_person_by by, prse_str key,
                                        prse_error *err);

/**
 * Notes that a person was here today.
 *
 * @param session  borrows; of a person.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_person_seen(prse_session *session,
                                             prse_error *err);

/**
 * Forgets a person: the row of `personnes`, tokens, rights and the invitations
 * that the person made, or that went to the person's confirmed address, go,
 * and so does the person as author of facts, of their history and of documents.
 * The journal keeps an id that leads nowhere. Refused while the person is the
 * only owner of a company that has other members.
 *
 * @param session    borrows.
 * @param person     borrows; id of the person.
 * @param documents  1: the documents that the person uploaded go too; 0: they
 *                   stay with their company.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, PRSE_ECONFLICT (the only owner; the subject
 *         is the company), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_person_erase(prse_session *session,
                                              prse_str person,
                                              int32_t documents,
                                              prse_error *err);

/**
 * Everything that is kept about a person, as JSON: the right of access. Of the
 * journal the events of what the person did, and of what was done to it.
 *
 * @param out      gives the text; release with prse_text_free().
 * @param session  borrows; of the host or of the person.
 * @param person   borrows; id of the person.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_person_export(prse_text **out,
                                               prse_session *session,
                                               prse_str person,
                                               prse_error *err);

/**
 * Makes a token that stands for a person; only its digest is kept. A session
 * that was opened with a token makes none.
 *
 * @param out      gives the token, shown once; release with prse_text_free().
 * @param session  borrows.
 * @param person   borrows; id of the person.
 * @param label    borrows; what it is for.
 * @param days     its life, at most 3,650; 0: the portal's default.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_token_make(prse_text **out,
                                            prse_session *session,
                                            prse_str person, prse_str label,
                                            uint32_t days, prse_error *err);

/**
 * The tokens of a person: rows of `jetons`, from which no token can be made.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param person   borrows; id of the person.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_tokens(prse_records **out,
                                        prse_session *session, prse_str person,
                                        prse_error *err);

/**
 * Takes a token back at once.
 *
 * @param session  borrows.
 * @param digest   borrows; key of its row, `empreinte`.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_token_revoke(prse_session *session,
                                              prse_str digest,
                                              prse_error *err);

/**
 * What the person of a session may be in a company at this moment.
 *
 * @param out      filled; PRSE_ROLE_HOST for the host, PRSE_ROLE_NONE for who
 *                 is nobody there or whose right had its time.
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_role(prse_role *out, prse_session *session,
                                      prse_str siren, prse_error *err);

/**
 * The members of a company: rows of `habilitations`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_members(prse_records **out,
                                         prse_session *session, prse_str siren,
                                         prse_error *err);

/** What a member is to be. */
typedef struct prse_member {
    uint32_t size;        /**< sizeof(prse_member). */
    int32_t role;         /**< A prse_role. */
    prse_str siren;       /**< The company, 9 digits. */
    prse_str person;      /**< Id of the person; of an invitation: empty. */
    prse_str courriel;    /**< Address that an invitation goes to, or empty. */
    prse_str fonctions;   /**< What the person does there, 3 to 250 characters;
                               may be empty. */
    prse_str until;       /**< Last day of the right, "2026-12-31"; empty: none;
                               an auditor always has one. */
} prse_member;

/**
 * Makes somebody a member, or changes what a member is. Nobody changes oneself;
 * a company that has an owner keeps one, and one whose right has no end.
 *
 * @param session  borrows.
 * @param member   borrows.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (no such person), PRSE_ECONFLICT (the last
 *         owner), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_member_save(prse_session *session,
                                             const prse_member *member,
                                             prse_error *err);

/**
 * Removes a member; oneself: leaves the company.
 *
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param person   borrows; id of the person.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, PRSE_ECONFLICT (the last owner, and others
 *         remain), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_member_remove(prse_session *session,
                                               prse_str siren, prse_str person,
                                               prse_error *err);

/**
 * Invites somebody by address. Only the digest of the code is kept. An adviser
 * invites an owner while there is none (PRSE_EDENIED).
 *
 * @param out      gives the code for the link that the host sends; release with
 *                 prse_text_free().
 * @param session  borrows.
 * @param member   borrows; siren, courriel, role, fonctions, until.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EEXISTS (a member has that address), or as every
 *         function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_invite(prse_text **out, prse_session *session,
                                        const prse_member *member,
                                        prse_error *err);

/**
 * The open invitations of a company, for who may invite an owner: rows of
 * `invitations`, from which no code can be made.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_invitations(prse_records **out,
                                             prse_session *session,
                                             prse_str siren, prse_error *err);

/**
 * Takes an invitation back.
 *
 * @param session     borrows.
 * @param siren       borrows; 9 digits.
 * @param invitation  borrows; `id` of its row.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_invitation_revoke(prse_session *session,
                                                   prse_str siren,
                                                   prse_str invitation,
                                                   prse_error *err);

/**
 * Accepts an invitation: once, in time, by the person whose confirmed address
 * was invited, while who invited may still do so. An owner who comes in through
 * an adviser's invitation leaves the adviser an adviser.
 *
 * @param out      gives the SIREN; release with prse_text_free(); may be NULL.
 * @param session  borrows; of a person.
 * @param code     borrows.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EDENIED (no such code, used, taken back, meant for
 *         another address, or made by who may not any more), PRSE_EEXPIRED,
 *         PRSE_EEXISTS (a member already), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_invitation_accept(prse_text **out,
                                                   prse_session *session,
                                                   prse_str code,
                                                   prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
