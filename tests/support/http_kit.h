/* SPDX-License-Identifier: Apache-2.0 */
/* What every HTTP backend must do, shown against tests/support/http_server. */
#ifndef PRSE_TESTS_SUPPORT_HTTP_KIT_H
#define PRSE_TESTS_SUPPORT_HTTP_KIT_H

#include "http/call.h"

void prse__http_kit(prse_http *http, const char *base_url);

/* One call in a session of its own; the caller frees it. */
prse_http_call *prse__http_ask(prse_http *http, const char *method,
                               const char *base_url, const char *path,
                               uint64_t max_bytes, int64_t total_ms);

#endif
