/* SPDX-License-Identifier: Apache-2.0 */
#include "apart/pdfium_api.h"

#include <dlfcn.h>

#define AT(field) offsetof(pdfium_api, field)

static const struct {
    const char *name;
    size_t place;
} functions[] = {
    {"FPDF_InitLibrary", AT(init)},
    {"FPDF_LoadMemDocument64", AT(load)},
    {"FPDF_GetLastError", AT(error)},
    {"FPDF_GetPageCount", AT(pages)},
    {"FPDF_LoadPage", AT(page)},
    {"FPDF_GetPageWidthF", AT(width)},
    {"FPDF_GetPageHeightF", AT(height)},
    {"FPDF_PageToDevice", AT(to_device)},
    {"FPDF_ClosePage", AT(close)},
    {"FPDFText_LoadPage", AT(text)},
    {"FPDFText_CountChars", AT(chars)},
    {"FPDFText_GetUnicode", AT(unicode)},
    {"FPDFText_GetLooseCharBox", AT(box)},
    {"FPDFText_ClosePage", AT(close_text)},
    {"FPDFPage_CountObjects", AT(objects)},
    {"FPDFPage_GetObject", AT(object)},
    {"FPDFPageObj_GetType", AT(type)},
    {"FPDFPageObj_GetBounds", AT(bounds)},
};

int pdfium_load(pdfium_api *api, const char *path, const char **lacking)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    *lacking = path;
    if (!library)
        return 0;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *found = dlsym(library, functions[i].name);
        *lacking = functions[i].name;
        if (!found)
            return 0;
        *(void **)((char *)api + functions[i].place) = found;
    }
    return 1;
}
