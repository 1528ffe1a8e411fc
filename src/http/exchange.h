/* SPDX-License-Identifier: Apache-2.0 */
/* A request and its answer as a JSON file. */
#ifndef PRSE_HTTP_EXCHANGE_H
#define PRSE_HTTP_EXCHANGE_H

#include "http/call.h"

/* Appends the file's path: the folder and a digest of the request. */
void prse__exchange_path(prse__buf *path, const char *folder,
                         const prse_http_call *call);
/* Of request headers the names only, of answers no cookies: a recording holds
 * no key. Bodies are whole, with the people that they name. */
void prse__exchange_write(prse__buf *out, const prse_http_call *call,
                          prse_status status);
/* Reports what was written as the answer of the call, and ends it. A failure
 * (the text is no exchange) leaves the call untouched. */
prse_status prse__exchange_play(prse_http_call *call, prse_str text,
                                const char *file, prse_error *err);

#endif
