/* SPDX-License-Identifier: Apache-2.0 */
/* What may reach a classifier, and what may come out of one. */
#ifndef PRSE_CLASSIFY_CHECK_H
#define PRSE_CLASSIFY_CHECK_H

#include "portailrse/sys/classifier.h"

enum { PRSE__CLASSIFY_TEXT_MAX = 500 }; /* bytes of a code, text, name */

/* PRSE_EINVAL where the plug lacks a function, PRSE_EABI where it is shorter
 * than is known, or longer and its tail is not zero. */
prse_status prse__classify_accept(const prse_classifier *classifier,
                                  prse_error *err);
/* Sentences of a caller: PRSE_EINVAL, PRSE_EPARSE, PRSE_ELIMIT. */
prse_status prse__classify_check_texts(const prse_str *texts, size_t count,
                                       prse_error *err);
/* Answers of a backend; each PRSE_EPEER where the contract is broken. */
prse_status prse__classify_check_info(const prse_classifier_info *info,
                                      prse_error *err);
prse_status prse__classify_check_label_info(const prse_label_info *info,
                                            prse_error *err);
prse_status prse__classify_check_label(const prse_label *label, prse_str text,
                                       uint32_t label_count,
                                       prse_error *err);

#endif
