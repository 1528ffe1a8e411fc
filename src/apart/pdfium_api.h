/* SPDX-License-Identifier: Apache-2.0 */
/* What is used of PDFium, as its documentation describes it. The library is a
 * host's own; nothing of it is needed to build. */
#ifndef PRSE_APART_PDFIUM_API_H
#define PRSE_APART_PDFIUM_API_H

#include <stddef.h>

enum { PDFIUM_PASSWORD = 4, PDFIUM_SECURITY = 5 }; /* FPDF_GetLastError */
enum { PDFIUM_IMAGE = 3 };                         /* FPDFPageObj_GetType */

/* FS_RECTF; from the bottom left. */
typedef struct pdfium_rectangle {
    float left, top, right, bottom;
} pdfium_rectangle;

typedef struct pdfium_api {
    void (*init)(void);
    void *(*load)(const void *bytes, size_t size, const char *password);
    unsigned long (*error)(void);
    int (*pages)(void *document);
    void *(*page)(void *document, int index);
    float (*width)(void *page);
    float (*height)(void *page);
    int (*to_device)(void *page, int x, int y, int width, int height,
                     int rotate, double from_x, double from_y, int *to_x,
                     int *to_y);
    void (*close)(void *page);
    void *(*text)(void *page);
    int (*chars)(void *text);
    unsigned int (*unicode)(void *text, int index);
    int (*box)(void *text, int index, pdfium_rectangle *out);
    void (*close_text)(void *text);
    int (*objects)(void *page);
    void *(*object)(void *page, int index);
    int (*type)(void *object);
    int (*bounds)(void *object, float *left, float *bottom, float *right,
                  float *top);
} pdfium_api;

/* 0: the library can't be loaded or lacks a function, whose name is given. */
int pdfium_load(pdfium_api *api, const char *path, const char **lacking);

#endif
