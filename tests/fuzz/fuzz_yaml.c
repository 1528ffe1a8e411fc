/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read(prse__yaml_read, fuzz_text(data, size));
    return 0;
}
