/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file facts.h
 * What is known of one company: for each fact a value, null, or the set of
 * values that remain possible. One thread at a time.
 */
#ifndef PORTAILRSE_FACTS_H
#define PORTAILRSE_FACTS_H

#include "portailrse/pack.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The facts of one company, in the words of one pack. */
typedef struct prse_facts prse_facts;

/**
 * Makes an empty set of facts: everything is missing.
 *
 * @param out   gives the facts; release with prse_facts_free().
 * @param pack  borrows; held by the facts.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_facts_new(prse_facts **out, prse_pack *pack,
                                    prse_error *err);

/**
 * Frees facts.
 *
 * @param facts  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_facts_free(prse_facts *facts);

/**
 * Forgets everything, keeping the memory for the next company.
 *
 * @param facts  borrows; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_facts_clear(prse_facts *facts);

/**
 * Sets one fact from text, as facts are written: `60`, `true`, `2026-11-23`,
 * `null`, `unknown`, `50..249`, `[50..300)`, `>= 50`, the name of a bracket or
 * of a value.
 *
 * @param facts  borrows.
 * @param id     id of the fact.
 * @param year   0: the last closed year; -1: the one before, and so on.
 * @param value  borrows; "unknown" or empty text forgets the fact.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND (no such fact or
 *         year), PRSE_ETYPE (not a value of this fact).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_facts_set(prse_facts *facts, prse_str id,
                                    int32_t year, prse_str value,
                                    prse_error *err);

/**
 * Sets a number or count to an integer, or a boolean to 0 or 1; allocates
 * nothing.
 *
 * @param facts  borrows.
 * @param index  index of the fact, see prse_pack_fact_index().
 * @param year   0: the last closed year; -1: the one before, and so on.
 * @param value  the value.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_ETYPE.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_facts_set_int(prse_facts *facts, size_t index,
                                        int32_t year, int64_t value,
                                        prse_error *err);

/**
 * Adds facts from JSON: a flat object of facts, an answer of an outside
 * service that one of the pack's sources describes, or such an answer with
 * facts written beside its own keys. What is already known is
 * kept where the file says nothing, replaced where it says something.
 *
 * @param facts  borrows; unchanged on failure.
 * @param json   borrows.
 * @param name   name of the input, for errors and sources; may be NULL.
 * @param err    filled on failure with line and column.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_ELIMIT,
 *         PRSE_ENOTFOUND (no such fact, or an answer that found no company),
 *         PRSE_ETYPE, PRSE_ESCHEMA.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_facts_set_json(prse_facts *facts, prse_str json,
                                         const char *name, prse_error *err);

/** What is known of one fact. Texts live until the facts change. */
typedef struct prse_fact_state {
    uint32_t size;    /**< sizeof(prse_fact_state), set by the caller. */
    int32_t year;     /**< 0, -1 ... */
    int32_t given;    /**< 1: somebody gave it; 0: missing. */
    int32_t exact;    /**< 1: one value or null; 0: a set of values. */
    size_t fact;      /**< Index in the dictionary. */
    prse_str value;   /**< As facts are written; "unknown" when missing. */
    prse_str source;  /**< Where it comes from; may be empty. */
    prse_str date;    /**< Day, or year, that the value is of; may be empty.
                           @since 0.2 */
    prse_str confidence; /**< "certain", "probable" or "indicative"; empty:
                              nobody said. @since 0.2 */
} prse_fact_state;

/**
 * The number of slots: one a fact and year.
 *
 * @param facts  borrows.
 * @return 0 for NULL.
 * @threads confined
 * @since 0.1
 */
PRSE_API size_t prse_facts_count(const prse_facts *facts);

/**
 * What is known in one slot.
 *
 * @param facts  borrows.
 * @param index  from 0, below prse_facts_count().
 * @param out    filled; its size must be set.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EABI, PRSE_ENOMEM.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_facts_get(const prse_facts *facts, size_t index,
                                    prse_fact_state *out, prse_error *err);

/**
 * The number of warnings: codes that no table knows, checks between facts that
 * cannot hold.
 *
 * @param facts  borrows.
 * @return 0 for NULL.
 * @threads confined
 * @since 0.1
 */
PRSE_API size_t prse_facts_warning_count(const prse_facts *facts);

/**
 * A warning.
 *
 * @param facts  borrows.
 * @param index  from 0, below prse_facts_warning_count().
 * @param lang   language.
 * @return text that lives until the facts change; empty when there is none.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_facts_warning(const prse_facts *facts, size_t index,
                                     prse_lang lang);

#ifdef __cplusplus
}
#endif

#endif
