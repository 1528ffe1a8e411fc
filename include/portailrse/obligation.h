/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file obligation.h
 * The answer: which obligations apply to a company on a day, why, since when,
 * until when, and what is still to be known. One thread at a time.
 */
#ifndef PORTAILRSE_OBLIGATION_H
#define PORTAILRSE_OBLIGATION_H

#include "portailrse/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Answers for one company on one day; reusable. */
typedef struct prse_report prse_report;

/** Whether an obligation applies. */
typedef enum prse_answer {
    PRSE_NOT_SUBJECT = 0,  /**< No completion of the facts makes it apply. */
    PRSE_SUBJECT = 1,      /**< It applies in every completion. */
    PRSE_UNKNOWN = 2,      /**< The facts do not decide. */
    PRSE_RECOMMENDED = 3,  /**< Does not apply, but is advised. */
    PRSE_INSUFFICIENT = 4  /**< The pack refuses to answer on these facts. */
} prse_answer;

/** How far a company is with an obligation. */
typedef enum prse_compliance {
    PRSE_TO_UPDATE = 0,    /**< Subject; proof missing or outdated. */
    PRSE_IN_PROGRESS = 1,  /**< Subject; document started. */
    PRSE_UP_TO_DATE = 2,   /**< Subject; proof found. */
    PRSE_NOT_FOLLOWED = 3, /**< Subject; compliance is not followed. */
    PRSE_NOT_CONCERNED = 4, /**< Not subject. */
    PRSE_ADVISED = 5,      /**< Recommended. */
    PRSE_UNDECIDED = 1000  /**< The facts do not decide. */
} prse_compliance;

/**
 * Makes a report; it holds all the memory that answers need.
 *
 * @param out   gives the report; release with prse_report_free().
 * @param pack  borrows; held by the report.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_report_new(prse_report **out, prse_pack *pack,
                                     prse_error *err);

/**
 * Frees a report.
 *
 * @param report  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_report_free(prse_report *report);

/**
 * Answers for every obligation. Allocates nothing.
 *
 * @param report  borrows.
 * @param facts   borrows until the next evaluation; of the same pack. When
 *                they change, evaluate again before the next reading.
 * @param date    day of the law, "2026-11-23".
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EPARSE (not a date).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_evaluate(prse_report *report,
                                          const prse_facts *facts,
                                          prse_str date, prse_error *err);

/**
 * Answers for one obligation only; the others become PRSE_UNKNOWN.
 *
 * @param report      borrows.
 * @param facts       borrows until the next evaluation; of the same pack.
 * @param obligation  its index.
 * @param date        day of the law.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EPARSE, PRSE_ENOTFOUND.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_evaluate_one(prse_report *report,
                                              const prse_facts *facts,
                                              size_t obligation, prse_str date,
                                              prse_error *err);

/**
 * The answer for an obligation.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @return PRSE_UNKNOWN when there is no such obligation.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_answer prse_report_answer(const prse_report *report,
                                        size_t obligation);

/**
 * How far the company is with an obligation.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param out         filled.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_compliance(prse_report *report,
                                            size_t obligation,
                                            prse_compliance *out,
                                            prse_error *err);

/**
 * Whether a criterion is met.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param criterion   index of the criterion.
 * @return 1 met, 0 not met, -1 cannot be told or no such criterion.
 * @threads confined
 * @since 0.1
 */
PRSE_API int prse_report_criterion(const prse_report *report,
                                   size_t obligation, size_t criterion);

/**
 * Whether a duty is due.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param duty        index of the duty.
 * @return 1 due, 0 not, -1 cannot be told or no such duty.
 * @threads confined
 * @since 0.1
 */
PRSE_API int prse_report_duty(const prse_report *report, size_t obligation,
                              size_t duty);

/**
 * The value of an output.
 *
 * @param out         filled with the value as text; empty for null; lives
 *                    until the next call on the report.
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param output      index of the output.
 * @param known       filled with 1, or 0 when the facts do not decide.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_output(prse_str *out, prse_report *report,
                                        size_t obligation, size_t output,
                                        int *known, prse_error *err);

/**
 * The first financial year an obligation concerns.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @return the year, 0 when there is none or it can't be told.
 * @threads confined
 * @since 0.1
 */
PRSE_API int32_t prse_report_first_year(const prse_report *report,
                                        size_t obligation);

/** A fact that carries an answer, or still matters to it. */
typedef struct prse_fact_use {
    size_t fact;     /**< Index in the dictionary. */
    int32_t year;    /**< 0, -1 ... */
    int32_t reserved; /**< 0. */
} prse_fact_use;

/**
 * The facts of the minimal reason: with these alone the answer is the same,
 * and none can be left out. Empty when the answer is unknown.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param out         filled with at most @p room uses; may be NULL when 0.
 * @param room        places in @p out.
 * @return how many facts there are.
 * @threads confined
 * @since 0.1
 */
PRSE_API size_t prse_report_reason(const prse_report *report,
                                   size_t obligation, prse_fact_use *out,
                                   size_t room);

/**
 * The facts that still matter to an unknown answer, and only those.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param out         filled with at most @p room uses; may be NULL when 0.
 * @param room        places in @p out.
 * @return how many facts there are.
 * @threads confined
 * @since 0.1
 */
PRSE_API size_t prse_report_missing(const prse_report *report,
                                    size_t obligation, prse_fact_use *out,
                                    size_t room);

/** The sentences of a report, ready to be shown. */
typedef enum prse_sentence {
    PRSE_SENTENCE_REASON = 0, /**< Why the answer is what it is. */
    PRSE_SENTENCE_CHANGE = 1, /**< The nearest facts that turn it over. */
    PRSE_SENTENCE_MISSING = 2, /**< What is still to be known. */
    PRSE_SENTENCE_LAW = 3     /**< Warnings: adopted, draft, stale texts. */
} prse_sentence;

/**
 * A sentence about an obligation.
 *
 * @param out         filled; empty when there is nothing to say; lives until
 *                    the next call on the report.
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param what        which sentence.
 * @param lang        language.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_sentence(prse_str *out, prse_report *report,
                                          size_t obligation,
                                          prse_sentence what, prse_lang lang,
                                          prse_error *err);

/** A date by which something is due. */
typedef struct prse_due {
    uint32_t size;       /**< sizeof(prse_due), set by the caller. */
    int32_t known;       /**< 1: date is filled. */
    int32_t every;       /**< Months between repetitions; 0: once. */
    int32_t year;        /**< Of the date. */
    int32_t month;       /**< 1 .. 12. */
    int32_t day;         /**< 1 .. 31. */
    int32_t anchor_day;  /**< Day of the month that repetitions keep where the
                              month is long enough; 1 .. 31. */
    int32_t reserved;    /**< 0. */
    prse_str label;      /**< What is due; text of the pack. */
} prse_due;

/**
 * The next date of a deadline, on or after the day of evaluation for yearly
 * ones; those of a fixed or computed date may be past.
 *
 * @param report      borrows; evaluated.
 * @param obligation  its index.
 * @param deadline    index of the deadline.
 * @param lang        language of the label.
 * @param out         filled; its size must be set. Not known when the
 *                    obligation does not surely apply or facts are missing.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EABI.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_due(prse_report *report, size_t obligation,
                                     size_t deadline, prse_lang lang,
                                     prse_due *out, prse_error *err);

/** The best next question. Texts live until the next call on the report. An
 * open question asks for the value itself (a code, a date, one of many): its
 * condition, yes and no are empty. */
typedef struct prse_question {
    uint32_t size;      /**< sizeof(prse_question), set by the caller. */
    int32_t year;       /**< 0, -1 ... */
    size_t fact;        /**< Index in the dictionary. */
    prse_str text;      /**< "At least 50 employees?" */
    prse_str condition; /**< The same in FEEL: "effectif >= 50". */
    prse_str yes;       /**< The value to set when the answer is yes. */
    prse_str no;        /**< The value to set when it is no. */
    prse_str why;       /**< Which obligations it helps to decide. */
} prse_question;

/**
 * The question whose answer decides most, over all obligations that are still
 * unknown.
 *
 * @param report  borrows; evaluated.
 * @param lang    language.
 * @param out     filled; its size must be set.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (nothing left to ask), PRSE_ENOMEM,
 *         PRSE_EINVAL, PRSE_EABI.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_question(prse_report *report, prse_lang lang,
                                          prse_question *out, prse_error *err);

/**
 * Never ask for a fact again, because nobody knows it.
 *
 * @param report  borrows.
 * @param fact    index in the dictionary; SIZE_MAX asks for all again.
 * @param year    0, -1 ...
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_skip(prse_report *report, size_t fact,
                                      int32_t year, prse_error *err);

/**
 * The whole report as JSON.
 *
 * @param out     gives the text; release with prse_text_free().
 * @param report  borrows; evaluated.
 * @param lang    language of the texts.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_report_json(prse_text **out, prse_report *report,
                                      prse_lang lang, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
