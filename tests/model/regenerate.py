"""Write the golden texts of the equations anew: `python -m tests.model.regenerate`.

The texts are what the model is held to, so no test ever does this. Read afterwards what git shows as changed:
every line has to be meant.
"""

from __future__ import annotations

from tests.model.everything import write

if __name__ == "__main__":
    print("\n".join(map(str, write())))
