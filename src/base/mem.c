/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *prse__alloc(size_t count, size_t size)
{
    if (count == 0 || size == 0)
        count = size = 1;
    if (count > SIZE_MAX / size)
        return NULL;
    return calloc(count, size);
}

void *prse__resize(void *old, size_t old_count, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size;
    char *block = realloc(old, bytes > 0 ? bytes : 1);
    if (block && count > old_count)
        memset(block + old_count * size, 0, (count - old_count) * size);
    return block;
}

void prse__free(void *block)
{
    free(block);
}
