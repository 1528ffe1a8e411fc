/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this module share. */
#ifndef PRSE_ENDPOINT_ENDPOINT_H
#define PRSE_ENDPOINT_ENDPOINT_H

#include "crypto/crypto.h"
#include "http/call.h"
#include "portailrse/endpoint.h"
#include "remote/remote.h"

typedef struct prse__endpoint {
    prse__arena *arena;         /* of the texts and lists */
    prse_endpoint_options opts; /* with defaults */
    prse_str url;
    prse__listed_network *networks;
    prse_http http;
    prse_label_info *labels;
    prse_str *theirs; /* as the endpoint names them; may be empty */
    uint32_t label_count;
    int32_t none;
    char digest[PRSE__DIGEST_HEX];
} prse__endpoint;

/* labels.c: PRSE_ESCHEMA */
prse_status prse__endpoint_labels(prse__endpoint *it, prse_error *err);
/* The label that the endpoint means; -1: none of them. */
int32_t prse__endpoint_label(const prse__endpoint *it, prse_str name);

/* answer.c: PRSE_EPEER and what is wrong. No text of the answer is told. */
prse_status prse__endpoint_read(prse_label *out, const prse__endpoint *it,
                                prse_str body, prse_error *err);

/* refusal.c: an answer that is no good. */
prse_status prse__endpoint_refusal(const prse_http_call *call,
                                   prse_error *err);
/* Whether the same request may have better luck, and after how long at least
 * (0: the endpoint does not say). */
int prse__endpoint_worth(const prse_http_call *call, int64_t *pause_ms);

/* request.c */
prse_status prse__endpoint_request(prse_http_call **out,
                                   const prse__endpoint *it, prse_str text,
                                   int64_t most_ms, prse_error *err);

/* round.c: all the sentences of a call */
prse_status prse__endpoint_classify(void *self, const prse_str *texts,
                                    size_t count, prse_label *out,
                                    const prse_classify_options *opts,
                                    prse_error *err);

#endif
