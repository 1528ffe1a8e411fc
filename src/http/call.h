/* SPDX-License-Identifier: Apache-2.0 */
/* The inner side of prse_http_call: who asks makes one for each attempt, and
 * hears of its end. */
#ifndef PRSE_HTTP_CALL_H
#define PRSE_HTTP_CALL_H

#include "base/error.h"
#include "base/str.h"
#include "http/address.h"
#include "portailrse/sys/http.h"

typedef struct prse__call_header {
    prse_str name; /* of answers: lower case */
    prse_str value;
    struct prse__call_header *next;
} prse__call_header;

/* What stands between a call and whoever asked: sees the end of the call
 * first, and may change it. Owned by the decorator that pushed it. */
typedef struct prse__call_tap {
    prse_status (*ended)(struct prse__call_tap *tap, prse_http_call *call,
                         prse_status status);
    struct prse__call_tap *next;
} prse__call_tap;

struct prse_http_call {
    prse__arena *arena; /* everything but the answer's body */
    prse_str method, url, body;
    prse__call_header *headers, **headers_end;
    int64_t connect_ms, total_ms;
    uint64_t max_bytes;
    /* Which addresses it may be connected to; NULL: as the backend thinks. */
    int (*may_connect)(void *user, const prse__address *address);
    void *guard;
    /* Takes the pieces of the body instead of `answer`; NULL: kept there. */
    prse_status (*sink)(void *user, const prse_http_call *call,
                        prse_str bytes);
    void *drain;

    int32_t http; /* 0: no status line yet */
    prse__call_header *answer_headers, **answer_end;
    size_t header_bytes; /* of all answers, the forgotten ones too */
    prse__buf answer;
    uint64_t received; /* bytes of the body so far */
    prse_status broken; /* why the answer is not taken, else PRSE_OK */

    int ended;
    prse_status status;
    prse_error why; /* filled when status is not PRSE_OK */
    prse__call_tap *taps;
    const char *tap_why; /* a tap's sentence when it changed the status */
    void (*done)(void *user, prse_http_call *call); /* may be NULL */
    void *user;
};

/* GET, HEAD or DELETE without a body, POST or PUT. A URL with anything but
 * printable ASCII is refused with PRSE_EINVAL. */
prse_status prse__call_new(prse_http_call **out, const char *method,
                           prse_str url, prse_str body, prse_error *err);
void prse__call_free(prse_http_call *call); /* NULL is legal */
/* A large body, borrowed until the call is freed instead of copied. */
void prse__call_borrow_body(prse_http_call *call, prse_str body);
/* PRSE_EINVAL for a name that is no token or a value with control
 * characters: a header can't smuggle in another one. */
prse_status prse__call_add_header(prse_http_call *call, prse_str name,
                                  prse_str value, prse_error *err);
/* Of the answer; the name in lower case. 0: not there, *value untouched. */
int prse__call_answer(const prse_http_call *call, const char *name,
                      prse_str *value);

void prse__call_tap_on(prse_http_call *call, prse__call_tap *tap);
void prse__call_tap_off(prse_http_call *call, prse__call_tap *tap);

#endif
