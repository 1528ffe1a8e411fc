# SPDX-License-Identifier: Apache-2.0
"""Where pyarrow keeps Arrow C++: its folder, headers and two libraries."""
import glob
import os

import pyarrow

folder = os.path.dirname(pyarrow.__file__)
names = [glob.glob(f"{folder}/lib{name}.so.*") for name in
         ("arrow", "parquet")]
print(folder, pyarrow.get_include(), *(min(n, key=len) for n in names),
      sep="\n")
