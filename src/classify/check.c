/* SPDX-License-Identifier: Apache-2.0 */
#include "classify/check.h"

#include "base/options.h"
#include "base/str.h"

enum { DIGEST_LETTERS = 64 };

prse_status prse__classify_accept(const prse_classifier *classifier,
                                  prse_error *err)
{
    prse_classifier own;
    if (!classifier)
        return prse__error_set(err, PRSE_EINVAL, "prse_classifier",
                               "it is NULL");
    if (classifier->size < sizeof own)
        return prse__error_set(err, PRSE_EABI, "prse_classifier",
                               "the size of the struct is %u, expected %zu",
                               classifier->size, sizeof own);
    prse_status status = prse__options_read(&own, sizeof own, classifier,
                                            "prse_classifier", err);
    if (!status && !(own.describe && own.label && own.classify))
        return prse__error_set(err, PRSE_EINVAL, "prse_classifier",
                               "one of its functions is NULL");
    return status;
}

static prse_status check_text(prse_str text, uint32_t number, prse_error *err)
{
    prse__place at = {NULL, number, 0};
    if (text.len > 0 && !text.ptr)
        return prse__error_at(err, PRSE_EINVAL, at, "texts",
                              "the sentence is NULL");
    if (text.len > PRSE_SENTENCE_MAX)
        return prse__error_at(err, PRSE_ELIMIT, at, "texts",
                              "the sentence has %zu bytes, more than %d",
                              text.len, PRSE_SENTENCE_MAX);
    size_t good = text.len > 0 ? prse__utf8_check(text) : 0;
    if (good == text.len)
        return PRSE_OK;
    at.column = (uint32_t)prse__utf8_length((prse_str){text.ptr, good}) + 1;
    return prse__error_at(err, PRSE_EPARSE, at, "texts",
                          "the sentence is not UTF-8 from its byte %zu on",
                          good + 1);
}

prse_status prse__classify_check_texts(const prse_str *texts, size_t count,
                                       prse_error *err)
{
    if (count > 0 && !texts)
        return prse__error_set(err, PRSE_EINVAL, "texts", "it is NULL");
    if (count > UINT32_MAX)
        return prse__error_set(err, PRSE_ELIMIT, "count",
                               "more than %u sentences in one call",
                               UINT32_MAX);
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = check_text(texts[i], (uint32_t)i + 1, err);
    return status;
}

static prse_status broken(const char *what, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EPEER, what,
                           "the classifier breaks its contract: %s", why);
}

static int is_name(prse_str text)
{
    return text.ptr && text.len > 0 && text.len <= PRSE__CLASSIFY_TEXT_MAX &&
           prse__utf8_check(text) == text.len;
}

static int is_digest(prse_str text)
{
    if (text.len != DIGEST_LETTERS || !text.ptr)
        return 0;
    for (size_t i = 0; i < text.len; i++)
        if (prse__hex_digit(text.ptr[i]) < 0 ||
            (text.ptr[i] >= 'A' && text.ptr[i] <= 'F'))
            return 0;
    return 1;
}

prse_status prse__classify_check_info(const prse_classifier_info *info,
                                      prse_error *err)
{
    if (info->label_count < 2 || info->label_count > PRSE_LABELS_MAX)
        return broken("label_count", "it has too few or too many labels",
                      err);
    if (info->none < -1 || info->none >= (int32_t)info->label_count)
        return broken("none", "it is no label", err);
    if (info->batch == 0)
        return broken("batch", "it is 0", err);
    if (!is_name(info->engine))
        return broken("engine", "it is not 1 to 500 bytes of UTF-8", err);
    if (!is_digest(info->digest))
        return broken("digest", "it is not 64 small hexadecimal letters",
                      err);
    if (info->lesser > 1)
        return broken("lesser", "it is neither 0 nor 1", err);
    return PRSE_OK;
}

prse_status prse__classify_check_label_info(const prse_label_info *info,
                                            prse_error *err)
{
    if (!is_name(info->code) || !is_name(info->text) || !is_name(info->title))
        return broken("label", "code, text or title is not 1 to 500 bytes of "
                      "UTF-8", err);
    return PRSE_OK;
}

/* NaN is not. */
static int is_share(double share)
{
    return share >= 0 && share <= 1;
}

static int begins_character(prse_str text, size_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static int is_piece(prse_evidence piece, prse_str text)
{
    return piece.length > 0 && piece.offset <= text.len &&
           piece.length <= text.len - piece.offset &&
           begins_character(text, piece.offset) &&
           begins_character(text, (size_t)piece.offset + piece.length);
}

static int overlap(prse_evidence a, prse_evidence b)
{
    return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

static prse_status check_evidence(const prse_label *label, prse_str text,
                                  prse_error *err)
{
    if (label->evidence_count > PRSE_EVIDENCE_MAX)
        return broken("evidence_count", "it is too large", err);
    for (uint32_t i = 0; i < label->evidence_count; i++) {
        if (!is_piece(label->evidence[i], text))
            return broken("evidence", "a piece is not within the sentence",
                          err);
        for (uint32_t j = 0; j < i; j++)
            if (overlap(label->evidence[i], label->evidence[j]))
                return broken("evidence", "two pieces overlap", err);
    }
    return PRSE_OK;
}

prse_status prse__classify_check_label(const prse_label *label, prse_str text,
                                       uint32_t label_count, prse_error *err)
{
    if (label->label >= label_count || label->second >= label_count)
        return broken("label", "there is no such label", err);
    if (!is_share(label->confidence) || !is_share(label->second_confidence))
        return broken("confidence", "it is not between 0 and 1", err);
    if (label->label == label->second && label->second_confidence > 0)
        return broken("second", "it is the label itself, with a confidence",
                      err);
    if (label->confidence + label->second_confidence > 1 + 1e-6)
        return broken("confidence", "both are more than 1 together", err);
    return check_evidence(label, text, err);
}
