"""Writes scores.json: scikit-learn's values for varied pairs of labelings. ACC by SciPy's linear_sum_assignment, purity by hand.

python3 make_scores.py > scores.json   (made with scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2)
"""
import json

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, normalized_mutual_info_score
from sklearn.metrics.cluster import contingency_matrix

rng = np.random.default_rng(20)


def noisy(truth, k, keep):
    """A clustering that keeps a share of the truth (modulo k) and draws the rest at random."""
    return np.where(rng.random(len(truth)) < keep, truth % k, rng.integers(0, k, len(truth)))


def case(name, truth, clusters):
    truth, clusters = np.asarray(truth), np.asarray(clusters)
    table = contingency_matrix(truth, clusters)
    rows, columns = linear_sum_assignment(-table)
    return {
        "name": name, "truth": truth.tolist(), "clusters": clusters.tolist(),
        "accuracy": float(table[rows, columns].sum() / len(truth)),
        "nmi": float(normalized_mutual_info_score(truth, clusters)),
        "ari": float(adjusted_rand_score(truth, clusters)),
        "ami": float(adjusted_mutual_info_score(truth, clusters)),
        "purity": float(table.max(axis=0).sum() / len(truth)),
    }


ten = rng.integers(0, 10, 600)
skewed = np.sort(rng.geometric(0.3, 500))
cases = [
    case("equal", [0, 0, 1, 1, 2], [0, 0, 1, 1, 2]),
    case("equal but renamed", [0, 0, 1, 1, 2, 2], [7, 7, -3, -3, 100, 100]),
    case("one cluster, one class", [4, 4, 4], [9, 9, 9]),
    case("one cluster, three classes", [0, 0, 1, 1, 2, 2], [0, 0, 0, 0, 0, 0]),
    case("one class, three clusters", [0, 0, 0, 0, 0, 0], [0, 0, 1, 1, 2, 2]),
    case("all singletons", [0, 0, 1, 1, 2, 2], [0, 1, 2, 3, 4, 5]),
    case("singletons on both sides", [0, 1, 2, 3], [3, 2, 1, 0]),
    case("a single image", [5], [2]),
    case("worse than chance", [0, 0, 1, 1], [0, 1, 0, 1]),
    case("ten and ten, good", ten, noisy(ten, 10, 0.8)),
    case("ten and ten, random", ten, rng.integers(0, 10, 600)),
    case("more clusters than classes", ten, noisy(ten * 3 + rng.integers(0, 3, 600), 30, 0.7)),
    case("fewer clusters than classes", ten, noisy(ten, 4, 0.9)),
    case("noise as one more cluster", ten, np.where(rng.random(600) < 0.2, -1, noisy(ten, 10, 0.9))),
    case("skewed sizes", skewed, noisy(skewed, 6, 0.6)),
    case("labels far apart", skewed * 1000 - 5000, noisy(skewed, 8, 0.5) * -77),
    case("sixty classes, forty clusters", rng.integers(0, 60, 900), rng.integers(0, 40, 900)),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
