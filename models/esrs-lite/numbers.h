/* SPDX-License-Identifier: Apache-2.0 */
/* Functions of real numbers out of + - * / alone, so that every machine's
 * tool writes the same model. */
#ifndef ESRS_LITE_NUMBERS_H
#define ESRS_LITE_NUMBERS_H

double power_of_e(double x);
double logarithm(double x);     /* x > 0 */
double square_root(double x);   /* x >= 0 */
long nearest(double x);

#endif
