/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file company.h
 * Legal units as public registers know them: their numbers, and what is
 * written of them. See services.h and register.h for where they come from.
 */
#ifndef PORTAILRSE_COMPANY_H
#define PORTAILRSE_COMPANY_H

#include "portailrse/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of numbers that name a company. */
typedef enum prse_number_kind {
    PRSE_NUMBER_SIREN = 1, /**< Legal unit, 9 digits. */
    PRSE_NUMBER_SIRET = 2, /**< Establishment, 14 digits. */
    PRSE_NUMBER_VAT = 3    /**< French VAT number, FR + 2 + SIREN. */
} prse_number_kind;

/** A number that names a company, brought to its plain form. */
typedef struct prse_number {
    uint32_t size;  /**< sizeof(prse_number), set by the caller. */
    int32_t kind;   /**< A prse_number_kind. */
    char siren[12]; /**< 9 digits, NUL-terminated. */
    char text[20];  /**< The whole number without spaces, NUL-terminated. */
} prse_number;

/**
 * Reads a SIREN, SIRET or French VAT number. Spaces, also no-break ones, dots
 * and hyphens between groups are skipped; leading zeros count.
 *
 * Source: Insee, SIREN and SIRET follow Luhn's check; the SIRET of La Poste
 * (356000000) other than its seat add up to a multiple of five instead.
 *
 * @param out   filled; its size must be set.
 * @param text  borrows.
 * @param err   filled on failure: what is wrong and where.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (not the form of a
 *         number), PRSE_ETYPE (the form is right, the check digits are not).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_number_read(prse_number *out, prse_str text,
                                      prse_error *err);

/**
 * What a register says of a legal unit. Empty text: the register is silent, or
 * the person refused diffusion. Dates are "AAAA-MM-JJ", codes as Insee writes
 * them.
 */
typedef struct prse_unit {
    uint32_t size;                /**< sizeof(prse_unit), set by the caller. */
    int32_t open;                 /**< 1 open, 0 ceased, -1 not told. */
    int32_t partial;              /**< 1: partial diffusion (statut P). */
    int32_t natural_person;       /**< 1: a natural person; 0: not, or not
                                       told. */
    prse_str siren;               /**< 9 digits. */
    prse_str siret_siege;         /**< 14 digits. */
    prse_str denomination;        /**< Name in law, or usual first name and
                                       name of a natural person. */
    prse_str sigle;               /**< Acronym. */
    prse_str nom_usuel;           /**< Usual or trade name. */
    prse_str categorie_juridique; /**< Four digits, level III. */
    prse_str naf;                 /**< NAF rev. 2, "70.10Z"; an older code of
                                       a unit that ceased before 2008. */
    prse_str naf25;               /**< NAF 2025. */
    prse_str categorie_entreprise; /**< PME, ETI, GE. */
    prse_str tranche_effectif;    /**< Insee code; NN: unknown. */
    prse_str annee_effectif;      /**< Year that the class refers to. */
    prse_str date_creation;       /**< Day of creation. */
    prse_str date_fermeture;      /**< Day of closing. */
    prse_str date_mise_a_jour;    /**< Day of the register's last change. */
    prse_str code_postal;         /**< Of the seat, five digits. */
    prse_str code_commune;        /**< Of the seat, Insee code. */
    prse_str commune;             /**< Of the seat. */
    prse_str departement;         /**< Of the seat: 2 or 3 characters. */
    prse_str code_pays;           /**< Of a seat abroad, "99109". */
    prse_str pays;                /**< Of a seat abroad. */
    prse_str ess;                 /**< O or N: social economy. */
    prse_str societe_mission;     /**< O or N. */
    prse_str source;              /**< Who says so: "recherche_entreprises",
                                       "sirene", "registre". */
} prse_unit;

/** Units that match a text, best first. */
typedef struct prse_units prse_units;

/** How to search; zero fields take their default. */
typedef struct prse_search_options {
    uint32_t size;                /**< sizeof(prse_search_options). */
    uint32_t limit;               /**< Units wanted; default 10, at most 25. */
    uint32_t only_open;           /**< 1: ceased units are left out. */
    uint32_t reserved;            /**< 0. */
    prse_str departement;         /**< "35", "2A", "971"; empty: all. */
    prse_str naf;                 /**< "70.10Z", or a beginning: "70",
                                       "70.1"; empty: all. */
    prse_str categorie_juridique; /**< Four digits or a beginning. */
    prse_str tranche_effectif;    /**< Insee codes with commas; empty: all. */
} prse_search_options;

/**
 * Frees units.
 *
 * @param units  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_units_free(prse_units *units);

/**
 * How many units there are.
 *
 * @param units  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_units_count(const prse_units *units);

/**
 * A unit.
 *
 * @param units  borrows.
 * @param index  from 0; the best match first.
 * @param out    filled; its size must be set; texts live as long as @p units.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_units_get(const prse_units *units, size_t index,
                                    prse_unit *out, prse_error *err);

/**
 * How many units match in all, as far as the register tells.
 *
 * @param units  borrows.
 * @return a count; at least prse_units_count().
 * @threads pure
 * @since 0.1
 */
PRSE_API uint64_t prse_units_total(const prse_units *units);

#ifdef __cplusplus
}
#endif

#endif
