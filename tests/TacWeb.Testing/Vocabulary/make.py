"""Writes nouns-2000.txt: 500 of the most frequent noun lemmas of WordNet 3.0 and 1,500 of the most frequent that can be seen
(animals, artifacts, food, natural objects, plants), in alphabetical order. Run in this folder."""
from collections import Counter

ALL, SEEN = Counter(), Counter()
VISIBLE = {"05", "06", "13", "17", "20"}
for line in open("../../../wordnet/cntlist.rev"):
    key, _, count = line.split()
    lemma, rest = key.split("%")
    kind, lexicographer = rest.split(":")[:2]
    if kind == "1":
        ALL[lemma] += int(count)
        if lexicographer in VISIBLE:
            SEEN[lemma] += int(count)


def most(counter, number, without=()):
    order = sorted(counter, key=lambda lemma: (-counter[lemma], lemma))
    return [lemma for lemma in order if lemma not in without][:number]


seen = most(SEEN, 1500)
nouns = sorted(seen + most(ALL, 500, set(seen)))
assert len(set(nouns)) == 2000
open("nouns-2000.txt", "w", newline="\n").write("\n".join(nouns) + "\n")
