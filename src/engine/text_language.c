/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack.h"

prse_str prse__text_in(prse__text text, prse_lang lang)
{
    prse_str first = lang == PRSE_LANG_EN ? text.en : text.fr;
    prse_str second = lang == PRSE_LANG_EN ? text.fr : text.en;
    return first.len ? first : second;
}
