/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file batch.h
 * Many companies at once: a table with one company a row goes in, a table of
 * answers comes out, both through the Arrow C interfaces.
 *
 * A column of the table is a fact when it bears the fact's id; `effectif@-1`
 * is the value of the year before the last closed one. Its values may be
 *
 *   - integers of 8 to 64 bits, floating point numbers (taken as the shortest
 *     decimal that stands for them) and decimals of 128 bits, for numbers,
 *     counts, booleans (0 and 1) and texts (codes);
 *   - booleans, for booleans and texts;
 *   - dates of 32 or 64 bits and timestamps without a time zone that fall on
 *     midnight, for dates and texts;
 *   - strings (utf8, large_utf8, utf8_view, or dictionary-encoded), for every
 *     fact, as prse_facts_set() reads them: `60`, `50..249`, `>= 50`, the name
 *     of a bracket, `null`, `unknown`.
 *
 * A null is a missing fact. A row with a value that its fact cannot have gets
 * no answers: they are null, and `erreur` says which column, what value, why;
 * the other rows are not concerned.
 *
 * A plan is made once and is then shared by threads; each call works on a
 * table of its own. No memory is asked for by row once a plan is warm, apart
 * from texts that were not met before.
 */
#ifndef PORTAILRSE_BATCH_H
#define PORTAILRSE_BATCH_H

#include "portailrse/arrow.h"
#include "portailrse/obligation.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A plan: which answers of which pack on which day. Immutable. */
typedef struct prse_batch prse_batch;

/**
 * What comes out for each obligation, in this order; joined by |. `id` stands
 * for the id of the obligation.
 */
typedef enum prse_batch_column {
    PRSE_BATCH_ANSWERS = 1,    /**< `id_soumis`: a prse_answer, int8. */
    PRSE_BATCH_CRITERIA = 2,   /**< `id_criteres` and `id_criteres_inconnus`:
                                    bit sets of the criteria that are met, and
                                    of those that can't be told; int64, bit 0
                                    is criterion 0. */
    PRSE_BATCH_OUTPUTS = 4,    /**< Each output under its own id, utf8: null
                                    when the facts do not decide, empty for the
                                    value null. */
    PRSE_BATCH_FIRST_YEAR = 8, /**< `id_premiere_annee`: the first financial
                                    year concerned, int32; null when there is
                                    none or it can't be told. */
    PRSE_BATCH_MISSING = 16,   /**< `id_manque`: the facts that still matter to
                                    an unknown answer, joined by +, utf8; null
                                    when the answer is known, empty when no
                                    fact would tell it. */
    PRSE_BATCH_COMPLIANCE = 32, /**< `id_statut`: a prse_compliance, int16, of
                                     obligations whose compliance is
                                     followed. */
    PRSE_BATCH_ERRORS = 64,    /**< One column `erreur`, the last, utf8: null
                                    for a good row. */
    PRSE_BATCH_COUNTS = 128    /**< Alone: instead of a row a company, a row an
                                    obligation with `obligation` (utf8) and the
                                    numbers of companies by answer, int64:
                                    `non_soumis`, `soumis`, `incalculable`,
                                    `recommande`, `insuffisant`, `erreurs` (bad
                                    rows). A stream gives them once, at its
                                    end, over all blocks. */
} prse_batch_column;

/** How answers and compliance are written. */
typedef enum prse_batch_style {
    PRSE_BATCH_CODES = 0, /**< Numbers: those of the enumeration. */
    PRSE_BATCH_WORDS = 1  /**< Dictionary-encoded utf8 over int8. Answers:
                               `non_soumis`, `soumis`, `incalculable`,
                               `recommande`, `insuffisant`. Compliance:
                               `a_actualiser`, `en_cours`, `a_jour`, `soumis`,
                               `non_soumis`, `recommande`, `incalculable`. */
} prse_batch_style;

/** What happens to a column that is no fact and is not in `keep`. */
typedef enum prse_batch_others {
    PRSE_BATCH_REFUSE_OTHERS = 0, /**< PRSE_ENOTFOUND: a misspelt fact would
                                       else go unnoticed. */
    PRSE_BATCH_IGNORE_OTHERS = 1, /**< It is not read. */
    PRSE_BATCH_KEEP_OTHERS = 2    /**< It is handed on, as if in `keep`. */
} prse_batch_others;

/** What a plan is made of; zero fields take their default. */
typedef struct prse_batch_options {
    uint32_t size;    /**< sizeof(prse_batch_options). */
    uint32_t columns; /**< Of prse_batch_column; 0: answers and errors. */
    prse_str date;    /**< Day of the law, "2026-11-23"; required. */
    const prse_str *obligations; /**< Ids, in the order wanted. */
    size_t obligation_count;     /**< 0: every obligation of the pack. */
    const prse_str *keep; /**< Columns handed on before the answers, facts or
                               not, of any type; nothing is copied. */
    size_t keep_count;    /**< Their number. */
    prse_batch_others others; /**< Columns that are neither. */
    prse_batch_style style;   /**< Codes or words. */
    int (*should_stop)(void *user); /**< Not 0: stop now; asked every few
                                         thousand rows, by whichever thread
                                         works. May be NULL. */
    void *user;                     /**< Handed to should_stop. */
} prse_batch_options;

/**
 * Makes a plan.
 *
 * @param out   gives the plan; release with prse_batch_unref().
 * @param pack  borrows; held by the plan.
 * @param opts  borrows until the call returns; date is required.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (not a
 *         date), PRSE_ENOTFOUND (no such obligation), PRSE_ELIMIT (an
 *         obligation with more than 63 criteria, when they are asked for),
 *         PRSE_ESCHEMA (two answers of one name).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_batch_new(prse_batch **out, prse_pack *pack,
                                    const prse_batch_options *opts,
                                    prse_error *err);

/**
 * One more holder of the plan.
 *
 * @param batch  borrows; NULL is legal.
 * @return the same plan.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_batch *prse_batch_ref(prse_batch *batch);

/**
 * One holder less; the last one frees the plan.
 *
 * @param batch  takes one reference; NULL is legal.
 * @threads shared
 * @since 0.1
 */
PRSE_API void prse_batch_unref(prse_batch *batch);

/**
 * The schema of the answers to tables of a schema; with it, a table whose
 * columns the plan refuses is refused before there is any row.
 *
 * @param out     gives the schema, a struct; release by its callback.
 * @param batch   borrows.
 * @param schema  borrows until the call returns; a struct, a field a column.
 * @param err     filled on failure; its subject is the column.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (the struct breaks the interface),
 *         PRSE_ESCHEMA (not a struct, a column twice, or with the name of an
 *         answer), PRSE_ENOTFOUND (a column that is no fact, or no year of
 *         it; a column to keep that is not there), PRSE_EUNSUPPORTED (a format
 *         that cannot be read), PRSE_ETYPE (a format that cannot hold the
 *         fact), PRSE_ELIMIT (a kept column that is nested too deep).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_batch_schema(struct ArrowSchema *out,
                                       const prse_batch *batch,
                                       const struct ArrowSchema *schema,
                                       prse_error *err);

/**
 * Answers for one table.
 *
 * @param out     gives the answers, a struct array of as many rows; release by
 *                its callback. It holds what it keeps of @p in.
 * @param batch   borrows.
 * @param schema  borrows until the call returns; of @p in.
 * @param in      takes on success, when its release becomes NULL; unchanged on
 *                failure. Its values are only read.
 * @param err     filled on failure; its subject is the column.
 * @return as prse_batch_schema(); also PRSE_EINVAL or PRSE_ESCHEMA for a table
 *         that does not follow its schema or whose buffers contradict
 *         themselves, PRSE_ELIMIT (more than 2 GiB of text in a column of the
 *         answers: use smaller tables), PRSE_ECANCELED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_batch_block(struct ArrowArray *out,
                                      prse_batch *batch,
                                      const struct ArrowSchema *schema,
                                      struct ArrowArray *in, prse_error *err);

/**
 * Answers for a stream of tables, each when it is asked for. The schema of the
 * stream is read at once, so that a column that is refused is told here.
 *
 * @param out    gives the stream of answers; release by its callback. One
 *               thread at a time, but not always the same. Its get_last_error
 *               tells our message, or that of @p in. It holds the plan. After
 *               a failure it answers that failure for ever.
 * @param batch  borrows; held by the stream.
 * @param in     takes on success, when its release becomes NULL; on failure
 *               the caller keeps it.
 * @param err    filled on failure; its subject is the column.
 * @return as prse_batch_schema(); also PRSE_EIO when @p in cannot tell its
 *         schema.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_batch_stream(struct ArrowArrayStream *out,
                                       prse_batch *batch,
                                       struct ArrowArrayStream *in,
                                       prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
