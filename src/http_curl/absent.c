/* SPDX-License-Identifier: Apache-2.0 */
/* Built without libcurl. */
#include "base/error.h"
#include "portailrse/sys/http.h"

prse_status prse_http_curl(prse_http *out, const prse_http_curl_options *opts,
                           prse_error *err)
{
    (void)out;
    (void)opts;
    return prse__error_set(err, PRSE_EUNSUPPORTED, "libcurl",
                           "the library was built without libcurl: bring a "
                           "backend of your own");
}
