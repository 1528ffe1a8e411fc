/* SPDX-License-Identifier: Apache-2.0 */
/* The interface of every binding: the public headers, without the prefix. What
 * a language does with each family of types is in its own file; which type is
 * of which family, in types.i, which generate.py writes from the headers. */
%module(threads="1") portailrse

%rename("%(regex:/^prse_(py_)?(.*)/\\2/)s") "";
%rename($ignore, %$isclass) "";
%rename($ignore, %$isenumitem) "";
%rename($ignore, %$isenum) "";
%rename($ignore, %$isvariable) "";
%rename($ignore, %$isconstant) "";

%include <stdint.i>
%include "language.i"
%include "types.i"
%include "headers.i"

#ifdef SWIGPYTHON
%include "ours.i"
#endif
