"""Makes english.txt from the Hunspell dictionaries of SCOWL. Run: python3 make-english.py US GB > english.txt

US and GB are folders with index.aff and index.dic: the npm packages dictionary-en 4.0.0 and dictionary-en-gb 3.0.0, which
are en_US and en_GB-ise of SCOWL 2020.12.07. README.md beside this file says what comes out.
"""

import re
import sys
from pathlib import Path

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def affixes(folder):
    """Prefixes and suffixes by flag, and the flags of words that are not to be offered or stand in compounds only."""
    rules, crossing, skipped = {}, {}, set()
    for line in (folder / "index.aff").read_text("utf-8").splitlines():
        part = line.split()
        if part[:1] in (["PFX"], ["SFX"]):
            if len(part) == 4:
                rules[part[1]], crossing[part[1]] = (part[0], []), part[2] == "Y"
            else:
                strip, add = ("" if text == "0" else text for text in part[2:4])
                condition = "" if part[4:5] in ([], ["."]) else part[4]
                rules[part[1]][1].append((strip, add.split("/")[0], condition))
        elif part[:1] in (["NOSUGGEST"], ["ONLYINCOMPOUND"]):
            skipped.add(part[1])
    return rules, crossing, skipped


def forms(folder):
    """All words of a dictionary with all their forms."""
    rules, crossing, skipped = affixes(folder)
    words = set()
    for line in (folder / "index.dic").read_text("utf-8").splitlines()[1:]:
        word, _, flags = line.split("\t")[0].strip().partition("/")
        if not word or skipped & set(flags):
            continue
        own = [(word, True)]
        for flag in flags:
            kind, endings = rules.get(flag, ("", []))
            for strip, add, condition in endings if kind == "SFX" else []:
                if word.endswith(strip) and re.search(condition + "$", word):
                    own.append((word[: len(word) - len(strip)] + add, crossing[flag]))
        words.update(form for form, _ in own)
        for flag in flags:
            kind, starts = rules.get(flag, ("", []))
            for strip, add, condition in starts if kind == "PFX" else []:
                if word.startswith(strip) and re.match(condition, word):
                    words.update(add + form[len(strip) :] for form, crosses in own if crosses)
    plain = re.compile("[A-Za-z]+('[A-Za-z]+)*")
    return {word for word in words if plain.fullmatch(word) and not word.endswith("'s")}


def main():
    american, british = (forms(Path(folder)) for folder in sys.argv[1:3])
    # The spelling with z, as Oxford has it, is British, too.
    oxford = {word for word in american - british if word.replace("iz", "is") in british}
    everywhere = american & british | oxford
    before = ""
    for word in sorted(american | british):
        same = 0
        while same < min(len(before), len(word), len(DIGITS) - 1) and before[same] == word[same]:
            same += 1
        mark = "" if word in everywhere else "<" if word in american else ">"
        print(f"{DIGITS[same]}{word[same:]}{mark}")
        before = word


main()
