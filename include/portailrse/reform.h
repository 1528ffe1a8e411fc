/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file reform.h
 * What a reform changes: two packs (the law before and after), the exact
 * situations in which they answer differently, and how many companies of a
 * population are in which of them.
 *
 * A population is one table or many, as in batch.h; only the memory of one of
 * them is needed at a time. Companies are counted as they come, and the counts
 * may be read at any time.
 */
#ifndef PORTAILRSE_REFORM_H
#define PORTAILRSE_REFORM_H

#include "portailrse/arrow.h"
#include "portailrse/obligation.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The law before and after, and the companies counted so far. */
typedef struct prse_reform prse_reform;

/** Answers that prse_reform_count() is asked for, besides a prse_answer. */
typedef enum prse_reform_answer {
    PRSE_REFORM_ANY = -1,  /**< Whatever the answer. */
    PRSE_REFORM_ABSENT = 5 /**< The pack does not have the obligation. */
} prse_reform_answer;

/** What is counted; zero fields take their default. */
typedef struct prse_reform_options {
    uint32_t size;    /**< sizeof(prse_reform_options). */
    prse_lang lang;   /**< Of labels and explanations. */
    prse_str date_a;  /**< Day of the law before, "2026-11-23"; required. */
    prse_str date_b;  /**< Of the law after; default: date_a. */
    const prse_str *obligations; /**< Ids, in the order wanted. */
    size_t obligation_count; /**< 0: every obligation of either pack. */
    const prse_str *by; /**< Columns to break companies down by, facts or not,
                             of at most 500 values each. */
    size_t by_count;    /**< Their number. */
    uint32_t counts_only; /**< 1: answers alone, faster: neither the facts
                               that would tell, nor the exact situations. */
    uint32_t reserved;    /**< 0. */
    int (*should_stop)(void *user); /**< Not 0: stop now; asked every few
                                         thousand rows. May be NULL. */
    void (*bad_row)(void *user, int64_t row, prse_str why); /**< Told of each
                       row in error, from 0 over all tables; its text lives
                       until it returns. May be NULL. */
    void *user; /**< Handed to both. */
} prse_reform_options;

/**
 * Compares two packs and makes ready to count.
 *
 * @param out     gives the reform; release with prse_reform_free().
 * @param before  borrows; held. The law before.
 * @param after   borrows; held. The law after; may be the same pack on
 *                another day.
 * @param opts    borrows until the call returns; date_a is required.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (not a
 *         date), PRSE_ENOTFOUND (an obligation that neither pack has),
 *         PRSE_ELIMIT (more obligations or facts than 65,534).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_reform_new(prse_reform **out, prse_pack *before,
                                     prse_pack *after,
                                     const prse_reform_options *opts,
                                     prse_error *err);

/**
 * Frees a reform.
 *
 * @param reform  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_reform_free(prse_reform *reform);

/**
 * Counts the companies of one table. Columns are those of batch.h; one that is
 * no fact of either pack and is not broken down by is not read. A row that is
 * null, or has a value that its fact cannot have in one of the packs, is in
 * error and not counted.
 *
 * @param reform  borrows.
 * @param schema  borrows until the call returns; of @p in.
 * @param in      borrows until the call returns; only read.
 * @param err     filled on failure; its subject is the column. What was
 *                counted before the failure stays counted: begin anew.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL or PRSE_ESCHEMA (the table breaks
 *         the interface), PRSE_ENOTFOUND (no year of a fact; no column to
 *         break down by), PRSE_EUNSUPPORTED (a format that cannot be read),
 *         PRSE_ETYPE (a format that cannot hold the fact), PRSE_ELIMIT (a
 *         column to break down by has more than 500 values), PRSE_ECANCELED.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_reform_block(prse_reform *reform,
                                       const struct ArrowSchema *schema,
                                       const struct ArrowArray *in,
                                       prse_error *err);

/**
 * Counts the companies of a stream of tables, to its end.
 *
 * @param reform  borrows.
 * @param in      takes on success, when its release becomes NULL; on failure
 *                the caller keeps it.
 * @param err     filled on failure.
 * @return as prse_reform_block(); also PRSE_EIO when @p in fails.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_reform_stream(prse_reform *reform,
                                        struct ArrowArrayStream *in,
                                        prse_error *err);

/**
 * How many companies have these answers.
 *
 * @param reform      borrows.
 * @param obligation  its id; empty: companies that were counted at all.
 * @param from        answer before: a prse_answer or a prse_reform_answer.
 * @param to          answer after.
 * @return their number; 0 for an obligation that is not counted.
 * @threads confined
 * @since 0.1
 */
PRSE_API int64_t prse_reform_count(const prse_reform *reform,
                                   prse_str obligation, int32_t from,
                                   int32_t to);

/**
 * All counts as JSON, for each obligation: every pair of answers before and
 * after, companies that change, of which that cannot be told, and that change
 * in no situation of the symbolic difference (there should be none); which
 * facts would tell; groups by each column; and the difference itself, as
 * prse_pack_diff() writes it (null when only counts are asked for).
 *
 * @param out     gives the text; release with prse_text_free().
 * @param reform  borrows.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_reform_json(prse_text **out,
                                      const prse_reform *reform,
                                      prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
