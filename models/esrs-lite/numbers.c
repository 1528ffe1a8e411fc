/* SPDX-License-Identifier: Apache-2.0 */
#include "numbers.h"

enum { TERMS = 24, STEPS = 60 };

double power_of_e(double x)
{
    double sum = 1, term = 1;
    int halved = 0;
    if (x < -700)
        return 0;
    for (; x > 0.5 || x < -0.5; x /= 2)
        halved++;
    for (int i = 1; i < TERMS; i++)
        sum += term *= x / i;
    for (; halved > 0; halved--)
        sum *= sum;
    return sum;
}

/* Newton's method on e to the power of y. */
double logarithm(double x)
{
    double y = 0;
    for (int i = 0; i < STEPS; i++) {
        double e = power_of_e(y);
        y += 2 * (x - e) / (x + e);
    }
    return y;
}

double square_root(double x)
{
    double y = x > 1 ? x : 1;
    for (int i = 0; i < STEPS && x > 0; i++)
        y = (y + x / y) / 2;
    return x > 0 ? y : 0;
}

long nearest(double x)
{
    return (long)(x < 0 ? x - 0.5 : x + 0.5);
}
