/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file register.h
 * The offline register: the legal units of INSEE's stock files in one SQLite
 * file, for look-ups and searches without network.
 */
#ifndef PORTAILRSE_REGISTER_H
#define PORTAILRSE_REGISTER_H

#include "portailrse/company.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An open offline register. Shared by threads. */
typedef struct prse_register prse_register;

/** How far an import is. */
typedef struct prse_register_progress {
    uint32_t size;     /**< sizeof(prse_register_progress). */
    uint32_t step;     /**< From 0. */
    uint32_t steps;    /**< How many there are. */
    uint32_t reserved; /**< 0. */
    prse_str doing;    /**< Name of the step: "unites_legales",
                            "etablissements", "recherche",
                            "egapro". */
    uint64_t rows;     /**< Rows of files read so far in this step. */
    uint64_t done;     /**< Of this step, of `total`. */
    uint64_t total;    /**< In bytes or other units; 0: not known. */
} prse_register_progress;

/** What an import reads and whom it tells; zero fields take their default. */
typedef struct prse_register_options {
    uint32_t size;     /**< sizeof(prse_register_options). */
    uint32_t reserved; /**< 0. */
    prse_str units;    /**< StockUniteLegale, .csv or .zip; empty: none. */
    prse_str establishments; /**< StockEtablissement, .csv or .zip, of which
                                  the seats are kept; empty: none. */
    prse_str date;     /**< Day of the files, "2026-11-01"; empty: the latest
                            dateDernierTraitement that they hold. */
    int (*should_stop)(void *user); /**< Not 0: stop and keep what is done. */
    void (*progress)(void *user, const prse_register_progress *at); /**< Told
                            at least five times a second. */
    void *user;        /**< Handed to both. */
} prse_register_options;

/** What a register holds. Texts live as long as the register. */
typedef struct prse_register_stat {
    uint32_t size;      /**< sizeof(prse_register_stat), set by the caller. */
    uint32_t version;   /**< Of the file's form. */
    uint64_t units;     /**< Legal units. */
    uint64_t open;      /**< Of which not ceased. */
    uint64_t partial;   /**< Of which in partial diffusion. */
    uint64_t seats;     /**< Of which with an address. */
    uint64_t words;     /**< Different words in their names. */
    uint64_t bytes;     /**< Of the file. */
    prse_str date;      /**< Day of the files. */
    uint64_t declarations; /**< Of EGAPRO's public file. */
} prse_register_stat;

/**
 * Makes a register out of stock files, or goes on where an import was cut: the
 * same files give the same register, byte for byte. The register appears under
 * its name when it is whole; until then it is `PATH.part`.
 *
 * @param path  borrows; the file to make.
 * @param opts  borrows; `units` is required.
 * @param err   filled on failure, with file, line and column of a bad row.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EEXISTS (a whole
 *         register is there: update it, or remove it), PRSE_ENOTFOUND (a stock
 *         file is not there), PRSE_EIO, PRSE_EPARSE, PRSE_ELIMIT (a row of
 *         more than 1 MiB), PRSE_ESCHEMA (a column is missing, not one .csv in
 *         the .zip), PRSE_ECANCELED, PRSE_EUNSUPPORTED (built without SQLite,
 *         or a .zip without libzip).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_import(prse_str path,
                                          const prse_register_options *opts,
                                          prse_error *err);

/**
 * Applies later rows to a register: units of the files are added or replaced,
 * the others stay. All or nothing: the change is made on a copy, `PATH.update`,
 * which then takes the name. A register that is open sees it from its next call
 * on.
 *
 * @param path  borrows; an existing register.
 * @param opts  borrows; `units`, `establishments` or both.
 * @param err   filled on failure.
 * @return as prse_register_import(), and PRSE_ENOTFOUND.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_update(prse_str path,
                                          const prse_register_options *opts,
                                          prse_error *err);

/**
 * Puts the declarations of EGAPRO's yearly public file into a register, in the
 * place of those that it has. Services that are given the register then know
 * them when EGAPRO does not answer. All or nothing, as with
 * prse_register_update(). Rows that cannot be a declaration are left out.
 *
 * @param path  borrows; an existing register.
 * @param file  borrows; .xlsx, or its twin in CSV.
 * @param opts  borrows; only `should_stop`, `progress` and `user` count; NULL:
 *              none.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (no
 *         such register, or no such file), PRSE_EIO, PRSE_EPARSE, PRSE_ELIMIT,
 *         PRSE_ESCHEMA (no register; columns are missing, or there is no
 *         declaration), PRSE_ECANCELED, PRSE_EUNSUPPORTED (built without
 *         SQLite, or an .xlsx without libzip).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_add_egapro(
    prse_str path, prse_str file, const prse_register_options *opts,
    prse_error *err);

/**
 * Opens a register for reading.
 *
 * @param out   gives the register; release with prse_register_free().
 * @param path  borrows.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EIO,
 *         PRSE_ESCHEMA (no register, a damaged one, or one of another
 *         version), PRSE_EUNSUPPORTED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_open(prse_register **out, prse_str path,
                                        prse_error *err);

/**
 * Closes a register.
 *
 * @param reg  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_register_free(prse_register *reg);

/**
 * What a register holds.
 *
 * @param reg  borrows.
 * @param out  filled; its size must be set.
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EIO, PRSE_ESCHEMA
 *         (the file is damaged).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_stats(prse_register *reg,
                                         prse_register_stat *out,
                                         prse_error *err);

/**
 * The unit of a SIREN.
 *
 * @param out    gives one unit; release with prse_units_free().
 * @param reg    borrows.
 * @param siren  borrows; 9 digits.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_ETYPE,
 *         PRSE_ENOTFOUND, PRSE_EIO, PRSE_ESCHEMA (the file is damaged).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_find(prse_units **out, prse_register *reg,
                                        prse_str siren, prse_error *err);

/**
 * Searches names, acronyms and usual names. Case, accents, punctuation and
 * words of legal form don't matter; the last word may be a beginning; small
 * typos are forgiven when the words as typed find little. Exact names come
 * first, then larger and open units.
 *
 * @param out   gives the units, possibly none; release with
 *              prse_units_free().
 * @param reg   borrows.
 * @param text  borrows; a number finds its unit.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (no
 *         letter or digit in the text, or not UTF-8), PRSE_ETYPE (a number
 *         with wrong check digits), PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_register_search(prse_units **out,
                                          prse_register *reg, prse_str text,
                                          const prse_search_options *opts,
                                          prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
