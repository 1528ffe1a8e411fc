/* SPDX-License-Identifier: Apache-2.0 */
/* What describe() and label() must tell. */
#include "base/str.h"
#include "classify/kit.h"

static int describe(prse__classify_kit *kit, prse_classifier_info *out)
{
    prse_error why = {0};
    *out = (prse_classifier_info){.size = sizeof *out};
    return prse__classify_kit_is(
        kit, "describe()",
        prse_classifier_describe(kit->classifier, out, &why), PRSE_OK, &why);
}

static int tell(prse__classify_kit *kit, uint32_t index, prse_label_info *out)
{
    prse_error why = {0};
    *out = (prse_label_info){.size = sizeof *out};
    return prse__classify_kit_is(
        kit, "label()",
        prse_classifier_label(kit->classifier, index, out, &why), PRSE_OK,
        &why);
}

static void describes(prse__classify_kit *kit)
{
    prse_classifier_info info;
    describe(kit, &info);
}

static void describes_again(prse__classify_kit *kit)
{
    prse_classifier_info a, b;
    if (describe(kit, &a) && describe(kit, &b) &&
        !(a.label_count == b.label_count && a.none == b.none &&
          a.batch == b.batch && a.lesser == b.lesser &&
          prse__str_eq(a.engine, b.engine) &&
          prse__str_eq(a.digest, b.digest)))
        prse__classify_kit_wrong(kit, "describe() tells something else the "
                                 "second time");
}

static void tells_labels(prse__classify_kit *kit)
{
    prse_classifier_info info;
    prse_label_info label;
    if (!describe(kit, &info))
        return;
    for (uint32_t i = 0; i < info.label_count; i++)
        if (!tell(kit, i, &label))
            return;
}

static void tells_labels_again(prse__classify_kit *kit)
{
    prse_classifier_info info;
    prse_label_info a, b;
    if (!describe(kit, &info))
        return;
    for (uint32_t i = 0; i < info.label_count; i++) {
        if (!tell(kit, i, &a) || !tell(kit, i, &b))
            return;
        if (!prse__str_eq(a.code, b.code) || !prse__str_eq(a.text, b.text) ||
            !prse__str_eq(a.title, b.title))
            prse__classify_kit_wrong(kit, "label() tells something else of "
                                     "%u the second time", i);
    }
}

static void compare(prse__classify_kit *kit, uint32_t i, uint32_t j)
{
    prse_label_info a, b;
    if (!tell(kit, i, &a) || !tell(kit, j, &b))
        return;
    if (prse__str_eq(a.code, b.code))
        prse__classify_kit_wrong(kit, "labels %u and %u have the same code",
                                 i, j);
    if (prse__str_eq(a.text, b.text))
        prse__classify_kit_wrong(kit, "labels %u and %u have the same text",
                                 i, j);
}

static void labels_differ(prse__classify_kit *kit)
{
    prse_classifier_info info;
    if (!describe(kit, &info))
        return;
    for (uint32_t i = 0; i < info.label_count && !kit->wrong[0]; i++)
        for (uint32_t j = 0; j < i && !kit->wrong[0]; j++)
            compare(kit, j, i);
}

const prse__classify_case prse__classify_kit_labels[] = {
    {"it tells what it is", describes},
    {"it tells the same each time", describes_again},
    {"it tells each label", tells_labels},
    {"it tells the same of a label each time", tells_labels_again},
    {"no two labels are the same", labels_differ},
    {0}};
