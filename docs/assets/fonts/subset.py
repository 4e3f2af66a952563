"""Cut the site's four fonts down to the characters that its pages use, and give the cut copies names of their own.

Usage: python subset.py PACKAGES OUT      (needs fonttools 4 and brotli; README.md says where PACKAGES comes from)
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

TEXT = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0161,U+0394,U+03A3,U+03A6,U+03B1-03B2,U+03BB-03BC,U+03C0,U+03C3,"
    "U+2009,U+2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2020,U+2022,U+2026,U+202F,U+2030,U+2032,U+2044,U+20AC,"
    "U+2190-2193,U+2212,U+221A,U+221E,U+2248,U+2260,U+2264-2265,U+2713,U+2717"
)
HEADINGS = "U+0020-007E,U+00A0,U+00A3,U+00B1,U+00B7,U+00D7,U+00E0-00FF,U+2011,U+2013-2014,U+2018-2019,U+201C-201D,U+2026,U+202F,U+20AC,U+2192,U+2212,U+2264-2265"
MATHEMATICS = (
    "U+0020-007E,U+00A0,U+00A3,U+00B1,U+00B7,U+00D7,U+00F7,U+0302-0304,U+0305,U+0393-03A9,U+03B1-03C9,U+03D5,U+2009,U+200A,U+2013,"
    "U+2026,U+202F,U+2032,U+203E,U+2061-2064,U+20AC,U+210E,U+2190,U+2192,U+2208,U+220F,U+2211-2212,U+2215,U+2217,U+2219,"
    "U+221A,U+221E,U+2223,U+222B,U+2248,U+2260,U+2264-2265,U+22C5,U+22EF,U+2308-230B,"
    "U+1D434-1D467,U+1D6E2-1D71B"
)
#      package file                                            our name             our file                    characters   features
FONTS = [
    ("source-sans/TTF/SourceSans3-Regular.ttf", "Playbook Sans", "playbook-sans-400.woff2", TEXT, "pnum"),
    ("source-sans/TTF/SourceSans3-It.ttf", "Playbook Sans", "playbook-sans-400-italic.woff2", HEADINGS, ""),
    ("source-sans/TTF/SourceSans3-Semibold.ttf", "Playbook Sans", "playbook-sans-600.woff2", TEXT, "pnum"),
    ("source-serif/TTF/SourceSerif4-Semibold.ttf", "Playbook Serif", "playbook-serif-600.woff2", HEADINGS, "lnum,tnum"),
    # For drawings in Word files, whose maker reads no woff2
    ("source-sans/TTF/SourceSans3-Regular.ttf", "Playbook Sans", "playbook-sans-400.ttf", TEXT, ""),
    ("source-sans/TTF/SourceSans3-Semibold.ttf", "Playbook Sans", "playbook-sans-600.ttf", TEXT, ""),
    (
        "stix-two-math/files/stix-two-math-latin-400-normal.woff2",
        "Playbook Math",
        "playbook-math.woff2",
        MATHEMATICS,
        "",
    ),
]


def cut(source: pathlib.Path, family: str, target: pathlib.Path, characters: str, features: str) -> int:
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
    cutter.populate(unicodes=subset.parse_unicodes(characters))
    cutter.subset(font)
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
    for source, family, file, characters, features in FONTS:
        print(cut(packages / source, family, out / file, characters, features), file)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
