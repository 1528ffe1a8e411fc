/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file endpoint.h
 * The classifier that asks an address: an inference endpoint of Hugging Face,
 * or another server of the same form. A sentence is a request,
 *
 *     POST {"inputs": "...", "parameters": {"top_k": 11,
 *           "function_to_apply": "softmax"}}
 *
 * and the answer a list of {"label": "...", "score": 0.9}, be it inside another
 * list. Sentences leave the machine: what may be sent where is the host's
 * decision.
 */
#ifndef PORTAILRSE_ENDPOINT_H
#define PORTAILRSE_ENDPOINT_H

#include "portailrse/sys/classifier.h"
#include "portailrse/sys/http.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How an endpoint is asked; zero fields take their default. */
typedef struct prse_endpoint_options {
    uint32_t size;         /**< sizeof(prse_endpoint_options). */
    uint32_t behind_proxy; /**< 1: the backend's proxy leads outside and is
                                trusted to refuse what is not public. 0:
                                connections are direct. */
    prse_str token;        /**< Sent as "Authorization: Bearer ..."; may be
                                empty. */
    prse_str labels;       /**< One a line, as results are to name them; or as
                                the endpoint names it, a tab, as results name
                                it. Empty: those of prse_classifier_esrs_lite().
                                An endpoint may call a label by its text, its
                                code, or "LABEL_" and its position. */
    prse_str revision;     /**< Which model answers there, as the host knows it;
                                it goes into the digest, so that answers of
                                another model are not taken for its own. May be
                                empty. */
    prse_str networks;     /**< Addresses that are not public and may be asked,
                                "10.1.0.0/16"; may be empty. */
    uint32_t parallel;     /**< Requests under way at once; default 4, at most
                                16. */
    uint32_t tries;        /**< At most, of a request that fails and may have
                                better luck; default 5. */
    int64_t connect_ms;    /**< To connect; default 10,000. */
    int64_t total_ms;      /**< For one request; default 30,000. */
    prse_http *http;       /**< Takes, on success only; must ask about addresses
                                (`guards`) unless behind a proxy; NULL:
                                libcurl. */
} prse_endpoint_options;

/**
 * Sets up a classifier that asks an address. Asks nothing yet. A sentence of
 * blanks is not sent, where there is a label "Non ESRS". Requests that meet
 * 408, 429, 5xx or a broken connection are tried again, with the pauses that
 * the endpoint asks for. Redirects are not followed.
 *
 * @param out   filled; the caller calls prse_classifier_drop(), or gives it
 *              away.
 * @param url   borrows; https, or http on this computer; without query.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (a number or the token),
 *         PRSE_EABI, PRSE_EPARSE (the address or the networks), PRSE_ESCHEMA
 *         (the labels), PRSE_EUNSUPPORTED (without libcurl, or a backend that
 *         does not ask about addresses).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_endpoint(prse_classifier *out,
                                              prse_str url,
                                              const prse_endpoint_options *opts,
                                              prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
