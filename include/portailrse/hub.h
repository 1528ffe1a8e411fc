/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file hub.h
 * Models from the Hugging Face Hub: fetched into the Hub's own cache, which the
 * tools of Python share, and found there without a network.
 *
 * A model is named "owner/name@revision". A revision is a commit (40 small
 * hexadecimal letters), a branch or a tag; whoever writes to a repository moves
 * its branches, so a host that means one model names its commit. Files are
 * checked against the digest that the Hub tells. Pickled weights are programs,
 * and are never fetched.
 */
#ifndef PORTAILRSE_HUB_H
#define PORTAILRSE_HUB_H

#include "portailrse/sys/clock.h"
#include "portailrse/sys/http.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A Hub, and the cache of what came from it. */
typedef struct prse_hub prse_hub;

/** Settings; zero fields take their default. */
typedef struct prse_hub_options {
    uint32_t size;         /**< sizeof(prse_hub_options). */
    uint32_t behind_proxy; /**< 1: the backend's proxy leads outside; it looks
                                names up itself and is trusted to refuse what
                                is not public. 0: connections are direct. */
    prse_str cache;        /**< Folder of the cache, made when absent:
                                "/home/a/.cache/huggingface/hub". Must be
                                told. */
    prse_str endpoint;     /**< Empty: "https://huggingface.co". A mirror; http
                                on this computer only. */
    prse_str token;        /**< "hf_...", for what is not open to everybody;
                                goes to the endpoint alone. May be empty. */
    prse_str networks;     /**< Addresses that are not public and may still be
                                asked, "10.1.0.0/16 fd12::/48 127.0.0.1", be it
                                by http. Empty: none but the endpoint's own,
                                where it is written as an address. */
    uint64_t most_bytes;   /**< Of one file; default 10,737,418,240 (10
                                GiB). */
    int64_t connect_ms;    /**< To connect; default 10,000. */
    int64_t idle_ms;       /**< Longest time in which nothing comes; default
                                30,000. */
    uint32_t tries;        /**< At most, of a request that fails and may have
                                better luck; default 5. */
    uint32_t reserved;     /**< 0. */
    prse_http *http;       /**< Takes, on success only; must ask about addresses
                                (`guards`) unless behind a proxy; NULL:
                                libcurl. */
    const prse_clock *clock; /**< Borrows as long as the object lives; NULL:
                                  the system's. */
} prse_hub_options;

/**
 * Sets up a Hub. Asks nothing yet.
 *
 * @param out   gives the object; release with prse_hub_free().
 * @param opts  borrows.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (no cache, a token that is none),
 *         PRSE_EABI, PRSE_EPARSE (endpoint or networks), PRSE_EUNSUPPORTED (a
 *         backend that does not ask about addresses).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_hub_new(prse_hub **out, const prse_hub_options *opts,
                                  prse_error *err);

/**
 * Frees the object.
 *
 * @param hub  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_hub_free(prse_hub *hub);

/** A model of the cache: a commit, and files of it. */
typedef struct prse_hub_model prse_hub_model;

/** How long fetching may take, and what it tells meanwhile. */
typedef struct prse_hub_watch {
    uint32_t size;       /**< sizeof(prse_hub_watch). */
    uint32_t reserved;   /**< 0. */
    int64_t deadline_ms; /**< From now; 0: none. */
    /** Asked now and then; 1 ends the call with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    /** Told of progress: the file, and bytes of all files. May be NULL. */
    void (*progress)(void *user, prse_str file, uint64_t done,
                     uint64_t total);
    void *user; /**< Handed to both. */
} prse_hub_watch;

/**
 * Fetches a model into the cache. What the cache has already is checked against
 * its digest and not fetched again; a file whose transfer broke off, be it by
 * the death of the process, is gone on with. Several processes may fetch the
 * same model: the later ones wait. The commit that a branch or tag means now is
 * kept in the cache for prse_hub_find().
 *
 * @param out    gives the model; release with prse_hub_model_free().
 * @param hub    borrows.
 * @param name   borrows; "owner/name@revision". Without revision: "main".
 * @param files  borrows; which, with blanks between. Empty: `config.json` and
 *               `model.safetensors`; and, where there are any, the files of
 *               the tokenizer (`sentencepiece.bpe.model`, `tokenizer.json`,
 *               `tokenizer_config.json`) and `preprocessing_config.json`.
 * @param watch  borrows; NULL for the defaults.
 * @param err    filled on failure; names the repository or the file, never the
 *               token. May be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (the name),
 *         PRSE_ENOTFOUND (repository, revision or file), PRSE_EDENIED (a token
 *         is missing, was not accepted, or conditions were not; pickled
 *         weights; a redirect to where it must not lead), PRSE_ELIMIT (too
 *         large, or no room for it), PRSE_ERATE, PRSE_EPEER (the Hub failed,
 *         or what came has another digest), PRSE_ETIMEOUT, PRSE_EREFUSED,
 *         PRSE_ETLS, PRSE_EIO, PRSE_ECANCELED, PRSE_EUNSUPPORTED (built
 *         without libcurl or OpenSSL).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_hub_fetch(prse_hub_model **out, prse_hub *hub,
                                    prse_str name, prse_str files,
                                    const prse_hub_watch *watch,
                                    prse_error *err);

/**
 * Finds a model in the cache; no network is used. A branch or tag means what it
 * meant when it was fetched.
 *
 * @param out    gives the model; release with prse_hub_model_free().
 * @param hub    borrows.
 * @param name   borrows; as for prse_hub_fetch().
 * @param files  borrows; as for prse_hub_fetch().
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE (the name),
 *         PRSE_ENOTFOUND (not in the cache, or not whole), PRSE_EDENIED
 *         (pickled weights), PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_hub_find(prse_hub_model **out, const prse_hub *hub,
                                   prse_str name, prse_str files,
                                   prse_error *err);

/** Which model it is. The texts live as long as the model. */
typedef struct prse_hub_model_info {
    uint32_t size;       /**< sizeof(prse_hub_model_info), set by the
                              caller. */
    uint32_t file_count; /**< Files; see prse_hub_model_file(). */
    prse_str repository; /**< "owner/name". */
    prse_str revision;   /**< As it was asked for. */
    prse_str commit;     /**< What that is: 40 hexadecimal letters. */
    prse_str folder;     /**< Where its files are, for
                              prse_classifier_camembert(). */
    uint64_t fetched;    /**< Bytes that came over the network this time. */
} prse_hub_model_info;

/** A file of a model. The texts live as long as the model. */
typedef struct prse_hub_file {
    uint32_t size;     /**< sizeof(prse_hub_file), set by the caller. */
    uint32_t reserved; /**< 0. */
    uint64_t bytes;    /**< Length. */
    prse_str name;     /**< Within the folder: "config.json". */
    prse_str digest;   /**< By which the Hub knows it: SHA-256 of large files
                            (64 letters), git's of small ones (40). */
} prse_hub_file;

/**
 * Which model it is.
 *
 * @param model  borrows.
 * @param out    filled; its size must be set.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_hub_model_get(const prse_hub_model *model,
                                        prse_hub_model_info *out,
                                        prse_error *err);

/**
 * One of the files of a model.
 *
 * @param model  borrows.
 * @param index  from 0.
 * @param out    filled; its size must be set.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (no such file).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_hub_model_file(const prse_hub_model *model,
                                         size_t index, prse_hub_file *out,
                                         prse_error *err);

/**
 * Copies the files of a model into a folder of its own, which needs no cache.
 * Each file appears under its name when it is whole.
 *
 * @param model   borrows.
 * @param folder  borrows; made when absent.
 * @param err     filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND (the folder that
 *         it would stand in), PRSE_ELIMIT (no room), PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_hub_model_copy(const prse_hub_model *model,
                                         prse_str folder, prse_error *err);

/**
 * Frees a model; its files stay.
 *
 * @param model  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_hub_model_free(prse_hub_model *model);

#ifdef __cplusplus
}
#endif

#endif
