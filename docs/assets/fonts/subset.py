"""Cut the site's three fonts down to the characters that fonts.css names, and give the cut copies names of their own.

Usage: python subset.py PACKAGES OUT      (needs fonttools 4 and brotli; README.md says where PACKAGES comes from)
"""

import io
import pathlib
import re
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STYLES = pathlib.Path(__file__).parent.parent / "stylesheets" / "fonts.css"
_FACE = re.compile(r"fonts/(?P<file>[\w-]+\.woff2).*?unicode-range: (?P<characters>[^;]+);", re.DOTALL)

DRAWN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0161,U+0394,U+03A3,U+03A6,U+03B1-03B2,U+03BB-03BC,U+03C0,U+03C3,"
    "U+2009,U+2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2020,U+2022,U+2026,U+202F,U+2030,U+2032,U+2044,U+20AC,"
    "U+2190-2193,U+2212,U+221A,U+221E,U+2248,U+2260,U+2264-2265,U+2713,U+2717"
)
"""The characters of drawings in Word files, whose maker reads no woff2."""
WEIGHTS = {"wght": (400, 600)}
"""The weights that the site uses of a variable font."""
#      package file                                            our name          our file                 features     weights
FONTS = [
    ("source-sans/VF/SourceSans3VF-Upright.ttf", "Playbook Sans", "playbook-sans.woff2", "pnum", WEIGHTS),
    ("source-serif/TTF/SourceSerif4-Semibold.ttf", "Playbook Serif", "playbook-serif.woff2", "lnum,tnum", None),
    ("stix-two-math/files/stix-two-math-latin-400-normal.woff2", "Playbook Math", "playbook-math.woff2", "", None),
    ("source-sans/TTF/SourceSans3-Regular.ttf", "Playbook Sans", "playbook-sans-400.ttf", "", None),
    ("source-sans/TTF/SourceSans3-Semibold.ttf", "Playbook Sans", "playbook-sans-600.ttf", "", None),
]


def characters() -> dict[str, list[int]]:
    """Read which characters the style sheet names for each font of the site, by the font's file."""
    faces = _FACE.finditer(STYLES.read_text(encoding="utf-8"))
    return {face["file"]: subset.parse_unicodes(face["characters"].replace(" ", "")) for face in faces}


def cut(
    source: pathlib.Path, family: str, target: pathlib.Path, kept: list[int], features: str, weights: dict | None
) -> int:
    """Write the cut-down copy of one font under its new name, and give its size in bytes."""
    options = subset.Options(
        flavor="woff2" if target.suffix == ".woff2" else None,
        hinting=False,
        desubroutinize=False,
        notdef_outline=True,
        layout_features=["kern", "liga", "ccmp", *filter(None, features.split(","))],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        name_languages=[0x409],
        drop_tables=["DSIG", "gasp", "BASE", "STAT", "meta"],
    )
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    if weights is not None:
        cut_down = io.BytesIO()
        font.flavor = None
        font.save(cut_down)  # the weights are taken from a font at rest: one that was just cut is half unread
        font = instantiateVariableFont(TTFont(cut_down), weights)
        font.flavor = options.flavor
    rename(font, family, target.stem)
    subset.save_font(font, str(target), options)
    return target.stat().st_size


def rename(font: TTFont, family: str, full: str) -> None:
    """The licence reserves the makers' font names for their own, uncut files."""
    names = {1: family, 3: full, 4: full, 6: full}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def main(packages: pathlib.Path, out: pathlib.Path) -> None:
    """Cut every font of the list down."""
    named = characters()
    for source, family, file, features, weights in FONTS:
        kept = named[file] if file in named else subset.parse_unicodes(DRAWN)
        print(cut(packages / source, family, out / file, kept, features, weights), file)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
