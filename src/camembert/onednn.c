/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/onednn.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static prse__onednn found;
static int is_found;

static int find(void *library, const char *name, void *function)
{
    void *at = dlsym(library, name);
    memcpy(function, &at, sizeof at); /* ISO C has no cast for it */
    return at != NULL;
}

/* It stays until the process ends, since its threads do. */
static void look(void)
{
    static const char *const names[] = {"libdnnl.so.3", "libdnnl.so.2"};
    void *library = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    is_found = library && find(library, "dnnl_sgemm", &found.sgemm) &&
               find(library, "dnnl_gemm_u8s8s32", &found.gemm_u8s8s32);
}

const prse__onednn *prse__onednn_find(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, look);
    return is_found ? &found : NULL;
}
