/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file base.h
 * Status codes, errors, strings and the version: what every other header uses.
 *
 * Errors are caller-owned: a function that can fail takes a `prse_error *` as
 * its last argument (NULL is allowed), never allocates it and writes it only
 * when it fails. A status other than PRSE_OK always comes with a filled error,
 * and PRSE_OK never does.
 */
#ifndef PORTAILRSE_BASE_H
#define PORTAILRSE_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Marks a function of the public ABI. */
#if defined(__GNUC__) && !defined(SWIG)
#define PRSE_API __attribute__((visibility("default")))
#else
#define PRSE_API
#endif

/** Version of these headers, 0xXXYYZZ. Twin: prse_version_number(). */
#define PRSE_VERSION_NUMBER 0x000100

/** What a function answers. Each code means that a caller would act
 * differently. */
typedef enum prse_status {
    PRSE_OK = 0,       /**< Done. */
    PRSE_ENOMEM = 1,   /**< Memory ran out; nothing changed. */
    PRSE_EINVAL = 2,   /**< The call itself is wrong (a bug of the caller). */
    PRSE_ENOTFOUND = 3, /**< No such thing under that name. */
    PRSE_EEXISTS = 4,  /**< Already there. */
    PRSE_ELIMIT = 5,   /**< Input is larger or deeper than is accepted. */
    PRSE_EPARSE = 6,   /**< Text does not follow its grammar. */
    PRSE_ESCHEMA = 7,  /**< Well-formed, but not what is expected here. */
    PRSE_ERULE = 8,    /**< A rule pack contradicts itself. */
    PRSE_ETYPE = 9,    /**< A value has the wrong type for its fact. */
    PRSE_EIO = 10,     /**< Reading or writing failed; see sys_code. */
    PRSE_EABI = 11,    /**< An options struct of an unknown size or version. */
    PRSE_EUNSUPPORTED = 12, /**< Valid, but not offered by this build. */
    PRSE_EINTERNAL = 13,    /**< A defect of the library: please report. */
    PRSE_ETIMEOUT = 14,     /**< The deadline passed first. */
    PRSE_ECANCELED = 15,    /**< The caller's should_stop asked for it. */
    PRSE_EREFUSED = 16,     /**< Nobody answers there, or the pause after too
                                 many failures is not over: do not insist. */
    PRSE_ETLS = 17,         /**< The peer could not prove who it is. */
    PRSE_EDENIED = 18,      /**< A key is missing or was not accepted. */
    PRSE_ERATE = 19,        /**< Too many requests: later. */
    PRSE_EPEER = 20,        /**< The service answered with a failure of its
                                 own, or in a form that is not its own. */
    PRSE_ECONFLICT = 21,    /**< Somebody else changed it first: read it
                                 again. */
    PRSE_EBUSY = 22,        /**< Others got in the way and everything was
                                 undone: run the same again. */
    PRSE_EEXPIRED = 23      /**< A code, a right or a link had its time. */
} prse_status;

/**
 * Why a call failed and where. 512 bytes, caller-owned, never allocated.
 *
 * `file`, `line` and `column` (both from 1, columns in Unicode characters)
 * tell the place in the input when there is one; else line is 0. `subject` is
 * the thing concerned: a fact id, an obligation id, a file.
 */
typedef struct prse_error {
    int32_t code;      /**< A prse_status. */
    int32_t sys_code;  /**< errno when the system refused, else 0. */
    uint32_t line;     /**< From 1; 0: no place. */
    uint32_t column;   /**< From 1; 0: no place. */
    char file[96];     /**< Name of the input, shortened from the left. */
    char subject[64];  /**< Fact, obligation or key concerned. */
    char message[336]; /**< What is wrong and what would be right, English. */
} prse_error;

/** Version of these headers as text. Twin: prse_version(). */
#define PRSE_VERSION_TEXT "0.1.0"

/** Borrowed UTF-8 text; not NUL-terminated. */
typedef struct prse_str {
    const char *ptr; /**< May be NULL when len is 0. */
    size_t len;      /**< In bytes. */
} prse_str;

/** A prse_str over a string literal. Function twin: prse_str_of(). */
#define PRSE_STR(lit) ((prse_str){(lit), sizeof(lit) - 1})

/**
 * A prse_str over a NUL-terminated string.
 *
 * @param text  borrows; NULL gives the empty string.
 * @return the text; lives as long as @p text.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_str_of(const char *text);

/**
 * The version of the library in use, as 0xXXYYZZ.
 *
 * @return PRSE_VERSION_NUMBER of the build.
 * @threads pure
 * @since 0.1
 */
PRSE_API uint32_t prse_version_number(void);

/**
 * The version of the library in use, as text.
 *
 * @return for instance "0.1.0"; static.
 * @threads pure
 * @since 0.1
 */
PRSE_API const char *prse_version(void);

/**
 * The name of a status code.
 *
 * @param status  any value.
 * @return for instance "PRSE_EPARSE"; "unknown" for other values; static.
 * @threads pure
 * @since 0.1
 */
PRSE_API const char *prse_status_name(prse_status status);

#ifdef __cplusplus
}
#endif

#endif
