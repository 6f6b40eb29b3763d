"""How wide text is: the advance widths of a plain sans-serif that is wider than most.

The figures are the advance widths of DejaVu Sans and DejaVu Sans Bold 2.37, in thousandths of the size of the font, as its
table `hmtx` has them. Arial, Helvetica, Liberation Sans and the sans-serifs of the common systems are narrower, so that
what fits by this table fits in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kb.model.visible import visible

FONTS = "Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"
_RANGES = ((0x20, 0x7F), (0xA0, 0x180), (0x386, 0x3CF), (0x400, 0x460), (0x5D0, 0x5EB), (0x2010, 0x2028))
"""Latin, Greek, Cyrillic and Hebrew letters, and punctuation."""
_REGULAR = """
    318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337
    337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732
    684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635
    635 411 521 392 634 592 818 592 592 525 636 337 636 838 318 401 636 636 636 636 337 500 500 1000 471 612 838
    361 1000 500 500 838 401 401 500 636 636 318 500 401 471 612 969 969 969 531 684 684 684 684 684 684 974 698
    632 632 632 632 295 295 295 295 775 748 787 787 787 787 787 838 787 732 732 732 732 611 605 630 613 613 613
    613 613 613 982 550 615 615 615 615 278 278 278 278 612 634 612 612 612 612 612 838 612 634 634 634 634 592
    635 592 684 613 684 613 684 613 698 550 698 550 698 550 698 550 770 635 775 635 632 615 632 615 632 615 632
    615 632 615 775 635 775 635 775 635 775 635 752 634 916 695 295 278 295 278 295 278 295 278 295 278 590 556
    295 278 656 579 579 557 278 557 278 557 375 557 342 562 284 748 634 748 634 748 634 813 748 634 787 612 787
    612 787 612 1070 1023 695 411 695 411 695 411 635 521 635 521 635 521 635 521 611 392 611 392 611 392 732 634
    732 634 732 634 732 634 732 634 732 634 989 818 611 592 611 685 525 685 525 685 525 352 692 318 746 871 408
    750 812 750 825 826 338 684 686 557 684 632 685 752 787 295 656 684 863 748 632 787 752 603 750 632 611 611
    787 685 787 764 295 611 659 541 634 338 579 659 638 592 612 541 544 634 612 338 589 592 636 559 558 612 602
    635 587 634 602 579 660 578 660 837 338 579 612 579 837 632 632 786 610 698 635 295 295 295 1094 1045 786 710
    748 609 752 684 686 686 610 781 632 1077 641 748 748 710 752 863 752 787 752 603 698 611 609 861 685 776 686
    1069 1094 833 882 686 698 1080 695 613 617 589 525 691 615 901 532 650 650 604 639 754 654 612 654 635 550 583
    592 855 592 681 591 915 942 707 790 589 549 842 602 615 615 625 525 549 521 278 278 278 902 898 652 604 650
    592 654 668 578 412 546 653 272 346 653 648 224 537 529 568 664 679 272 400 649 626 640 625 540 593 709 564
    708 657 361 361 636 500 1000 1000 500 500 318 318 318 318 518 518 518 518 500 500 590 590 334 667 1000 318
"""
_BOLD = """
    348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400
    400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812
    774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716
    716 493 595 478 712 652 924 645 652 582 712 365 712 838 348 456 696 696 636 696 365 500 500 1000 564 646 838
    415 1000 500 500 838 438 438 500 736 636 380 500 438 564 646 1035 1035 1035 580 774 774 774 774 774 774 1085
    734 683 683 683 683 372 372 372 372 838 837 850 850 850 850 850 838 850 812 812 812 812 724 738 719 675 675
    675 675 675 675 1048 593 678 678 678 678 343 343 343 343 687 712 687 687 687 687 687 838 687 712 712 712 712
    652 716 652 774 675 774 675 774 675 734 593 734 593 734 593 734 593 830 716 838 716 683 678 683 678 683 678
    683 678 683 678 821 716 821 716 821 716 821 716 837 712 974 790 372 343 372 343 372 343 372 343 372 343 744
    686 372 343 775 665 665 637 343 637 343 637 479 637 557 642 371 837 712 837 712 837 712 983 837 712 850 687
    850 687 850 687 1167 1094 770 493 770 493 770 493 720 595 720 595 720 595 720 595 682 478 682 478 682 478 812
    712 812 712 812 712 812 712 812 712 812 712 1103 924 724 652 724 725 582 725 582 725 582 435 797 380 846 1009
    563 750 891 750 980 894 390 774 762 637 774 683 725 837 850 372 775 774 995 837 632 850 837 733 750 683 682
    724 850 771 850 850 372 724 687 557 712 390 675 687 716 681 687 557 591 712 687 390 710 633 736 681 591 687
    791 716 593 779 638 675 782 645 794 869 390 675 687 675 869 683 683 878 637 734 720 372 372 372 1154 1130 878
    817 837 771 837 774 762 762 637 891 683 1224 710 837 837 817 831 995 837 850 837 733 734 682 771 992 771 928
    808 1235 1326 939 1036 762 734 1174 770 675 698 633 522 808 678 995 581 701 701 679 732 817 691 687 691 716
    593 580 652 992 645 741 687 1062 1105 751 904 632 593 972 642 678 678 714 522 593 595 343 343 343 991 956 734
    679 701 652 691 728 610 447 588 687 343 400 687 679 294 578 566 605 696 724 343 453 680 666 675 658 661 653
    736 602 758 683 415 415 696 500 1000 1000 500 500 380 380 380 380 657 657 657 657 500 500 639 639 333 667 1000
    348
"""
_AFTER_HYPHEN = re.compile(r"(?<=[-/_])(?=\w)")
_WIDE, _SIGN, _OTHER = (
    1.05,
    1.3,
    0.75,
)  # of Chinese, of emoji, and of any other letter that the table does not have


def _table(figures: str) -> dict[str, float]:
    codes = (code for first, end in _RANGES for code in range(first, end))
    return {chr(code): int(one) / 1000 for code, one in zip(codes, figures.split(), strict=True)}


_WIDTHS = {False: _table(_REGULAR), True: _table(_BOLD)}


@lru_cache(maxsize=16_384)  # the same words stand in many pictures
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Give the width of a line of text in the units of its size."""
    table = _WIDTHS[bold]
    return size * sum(table[char] if char in table else _unlisted(char) for char in text)


def is_listed(text: str) -> bool:
    """Whether the table has every character, so that its width is known and not only guessed."""
    return all(char in _WIDTHS[False] for char in text)


@lru_cache(maxsize=4096)
def _unlisted(char: str) -> float:
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return 0
    if category == "So":
        return _SIGN
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _OTHER


def wrapped(text: str, room: float, size: float, bold: bool = False, most: int = 0) -> list[str]:
    """Break text into lines no wider than `room`; with `most`, what is beyond so many lines ends in an ellipsis."""
    return list(_wrapped(text, room, size, bold, most))


@lru_cache(maxsize=4096)  # the same words stand in many pictures, and are measured before they are drawn
def _wrapped(text: str, room: float, size: float, bold: bool, most: int) -> tuple[str, ...]:
    lines = [""]
    for word in visible(" ".join(text.split())).split(" "):
        for index, part in enumerate(_AFTER_HYPHEN.split(word)):
            joined = lines[-1] + ("" if index or not lines[-1] else " ") + part
            if width_of(joined, size, bold) <= room:
                lines[-1] = joined
            else:
                lines += _pieces(part, room, size, bold)
    lines = [line for line in lines if line]
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _clipped(lines[most - 1], room, size, bold)]
    return tuple(lines)


def _pieces(part: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """Break what is wider than a line between letters; marks stay with their letter."""
    piece = ""
    for char in part:
        if piece and width_of(piece + char, size, bold) > room and not unicodedata.combining(char):
            yield piece
            piece = ""
        piece += char
    yield piece


def _clipped(line: str, room: float, size: float, bold: bool) -> str:
    while line and width_of(f"{line} …", size, bold) > room:
        line = line[:-1]
    return f"{line.rstrip()} …"
