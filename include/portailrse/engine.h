/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file engine.h
 * The object a host keeps: limits shared by every pack, and owned text.
 */
#ifndef PORTAILRSE_ENGINE_H
#define PORTAILRSE_ENGINE_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Languages of every text for people. */
typedef enum prse_lang {
    PRSE_LANG_FR = 0, /**< French. */
    PRSE_LANG_EN = 1  /**< English. */
} prse_lang;

/** Limits and settings of packs; holds no rules. Shared by threads. */
typedef struct prse_engine prse_engine;

/** Settings of an engine; zero fields take their default. */
typedef struct prse_engine_options {
    uint32_t size;        /**< sizeof(prse_engine_options). */
    uint32_t reserved;    /**< 0. */
    uint64_t pack_memory; /**< Bytes one pack may take; default 256 MiB. */
} prse_engine_options;

/**
 * Makes an engine.
 *
 * @param out   gives the engine; release with prse_engine_unref().
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_engine_new(prse_engine **out,
                                     const prse_engine_options *opts,
                                     prse_error *err);

/**
 * One more holder of the engine.
 *
 * @param engine  borrows; NULL is legal.
 * @return the same engine.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_engine *prse_engine_ref(prse_engine *engine);

/**
 * One holder less; the last one frees the engine. Packs hold their engine.
 *
 * @param engine  takes one reference; NULL is legal.
 * @threads shared
 * @since 0.1
 */
PRSE_API void prse_engine_unref(prse_engine *engine);

/** Text that the library made and the caller owns. */
typedef struct prse_text prse_text;

/**
 * What is written in a text.
 *
 * @param text  borrows; NULL gives the empty string.
 * @return the characters, UTF-8, NUL-terminated; live as long as @p text.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_text_str(const prse_text *text);

/**
 * Frees a text.
 *
 * @param text  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_text_free(prse_text *text);

#ifdef __cplusplus
}
#endif

#endif
