"""Losses and gradients of the methods on small fixed inputs, written independently of the C# code.

    python3 losses.py > losses.json

Everything is float64 NumPy; gradients are central finite differences. Each case has its inputs (also integer ones), its loss and the gradient of each differentiated input.
"""
import json
import sys

import numpy as np

CASES = {}


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def logsumexp(x, axis):
    top = x.max(axis, keepdims=True)
    return (np.log(np.exp(x - top).sum(axis, keepdims=True)) + top).squeeze(axis)


def unit(x, axis=1):
    return x / np.linalg.norm(x, axis=axis, keepdims=True)


def entropy(p):
    return -(p * np.log(p)).sum()


def case(name, loss, inputs, integers=None):
    """Adds a case: loss(**inputs, **integers) and its gradient by central differences, step 1e-6."""
    inputs = {key: np.round(value, 6) for key, value in inputs.items()}
    integers = integers or {}
    gradients = {}
    for key, value in inputs.items():
        gradient = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            ends = []
            for step in (1e-6, -1e-6):
                moved = {k: v.copy() for k, v in inputs.items()}
                moved[key][place] += step
                ends.append(loss(**moved, **integers))
            gradient[place] = (ends[0] - ends[1]) / 2e-6
        gradients[key] = gradient
    CASES[name] = {
        "inputs": {k: {"shape": list(v.shape), "values": v.ravel().tolist()} for k, v in inputs.items()},
        "integers": {k: np.asarray(v).ravel().tolist() for k, v in integers.items()},
        "loss": float(loss(**inputs, **integers)),
        "gradients": {k: [round(x, 9) for x in v.ravel()] for k, v in gradients.items()},
    }


def probabilities(seed, rows=7, clusters=4):
    return softmax(1.5 * np.random.default_rng(seed).normal(size=(rows, clusters)))


def units(seed, rows=6, width=5):
    return unit(np.random.default_rng(seed).normal(size=(rows, width)))


def normals(seed, rows=6, width=5):
    return np.random.default_rng(seed).normal(size=(rows, width))


# SCAN: -mean log <p, p'> - 5 H(mean p)
def consistency(p, q):
    return -np.log((p * q).sum(1)).mean()


def scan(p, q):
    return consistency(p, q) - 5 * entropy(p.mean(0))


case("scan", scan, {"p": probabilities(1), "q": probabilities(2)})


# Self-labelling: cross entropy weighted by n / n_c, divided by the sum of the weights
def self_label(scores, labels):
    labels = np.asarray(labels)
    weight = np.array([len(labels) / max(1, (labels == c).sum()) for c in range(scores.shape[1])])[labels]
    rows = logsumexp(scores, 1) - scores[np.arange(len(labels)), labels]
    return (weight * rows).sum() / weight.sum()


case("self-label", self_label, {"scores": normals(3, 6, 4)}, {"labels": [0, 1, 0, 2, 0, 1]})


# NT-Xent over rows; pairs of different images with equal pseudo-label (not -1) are no negatives
def instance(z1, z2, temperature, labels=None):
    z = np.concatenate([z1, z2])
    n, b = len(z), len(z1)
    s = z @ z.T / temperature
    total = 0.0
    for i in range(n):
        positive = (i + b) % n
        keep = []
        for j in range(n):
            if j == i:
                continue
            a, c = i % b, j % b
            if labels is not None and a != c and labels[a] != -1 and labels[a] == labels[c]:
                continue
            keep.append(s[i, j])
        total += logsumexp(np.array(keep), 0) - s[i, positive]
    return total / n


case("instance", lambda a, b: instance(a, b, 0.5), {"a": units(4), "b": units(5)})
case("instance-excluded", lambda a, b, labels: instance(a, b, 0.5, labels), {"a": units(4), "b": units(5)}, {"labels": [0, 1, 0, -1, 1, -1]})


# Column NT-Xent of CC (and of TAC): the same on the L2-normalised columns
def columns(p, q, temperature):
    return instance(unit(p, 0).T, unit(q, 0).T, temperature)


# Cross entropy over the cosines of columns, target the same column
def agreement(p, q):
    m = unit(p, 0).T @ unit(q, 0)
    return (logsumexp(m, 1) - np.diag(m)).mean()


case("columns", lambda p, q: columns(p, q, 1.0), {"p": probabilities(6), "q": probabilities(7)})
case("agreement", agreement, {"p": probabilities(8), "q": probabilities(9)})


# RIM: -I(y; x) + 0.3 |W|^2 of a linear classifier; IMSAT: H(y|x) - 4 H(y)
def conditional(scores):
    p = softmax(scores)
    return -(p * np.log(p)).sum(1).mean()


def marginal(scores):
    return entropy(softmax(scores).mean(0))


case("rim", lambda x, w: conditional(x @ w.T) - marginal(x @ w.T) + 0.3 * (w ** 2).sum(), {"x": normals(40, 7, 5), "w": normals(41, 4, 5)})
case("imsat", lambda scores: conditional(scores) - 4 * marginal(scores), {"scores": normals(42, 7, 4)})


# VAT: KL to a fixed prediction at the adversary, which is found by one power iteration and held fixed
def kl_rows(a, b):
    p, q = softmax(a), softmax(b)
    return (p * (np.log(p) - np.log(q))).sum(1)


def vat_network(x, w1, w2):
    return np.tanh(x @ w1) @ w2


VAT = {"x": normals(43, 5, 4), "w1": normals(44, 4, 6), "w2": normals(45, 6, 3), "u": normals(46, 5, 4), "radii": np.array([[0.2], [0.5], [0.1], [0.3], [0.4]])}
VAT = {key: np.round(value, 6) for key, value in VAT.items()}


def adversary():
    plain, start = vat_network(VAT["x"], VAT["w1"], VAT["w2"]), 0.7 * unit(VAT["u"])
    gradient = np.zeros_like(start)
    for place in np.ndindex(start.shape):
        ends = []
        for step in (1e-6, -1e-6):
            moved = start.copy()
            moved[place] += step
            ends.append(kl_rows(plain, vat_network(VAT["x"] + moved, VAT["w1"], VAT["w2"])).mean())
        gradient[place] = (ends[0] - ends[1]) / 2e-6
    return plain, VAT["radii"] * unit(gradient)


PLAIN, MOVE = adversary()
case("vat", lambda w1, w2: kl_rows(PLAIN, vat_network(VAT["x"] + MOVE, w1, w2)).mean(), {"w1": VAT["w1"], "w2": VAT["w2"]})
for key in ("x", "u", "radii"):
    CASES["vat"]["inputs"][key] = {"shape": list(VAT[key].shape), "values": VAT[key].ravel().tolist()}


# IIC: minus the mutual information of the symmetric joint
def iic(p, q):
    joint = p.T @ q / len(p)
    joint = (joint + joint.T) / 2
    a = joint.sum(1, keepdims=True)
    return -(joint * (np.log(joint) - 1.2 * np.log(a) - 1.2 * np.log(a.T))).sum()


case("iic", iic, {"p": probabilities(47), "q": probabilities(48)})


# JULE: mean over (a, p, n) of max(0, |a - p|^2 - |a - n|^2 + 0.2); triplets by row number, three integers each
def triplet(z, triplets):
    rows = np.asarray(triplets).reshape(-1, 3)
    near = ((z[rows[:, 0]] - z[rows[:, 1]]) ** 2).sum(1)
    far = ((z[rows[:, 0]] - z[rows[:, 2]]) ** 2).sum(1)
    return np.maximum(0, near - far + 0.2).mean()


case("triplet", triplet, {"z": units(49, 6, 4)}, {"triplets": [0, 1, 2, 3, 4, 5, 0, 2, 4, 1, 5, 3]})


# WGAN-GP: 10 mean (|grad_x D| - 1)^2 of D = lrelu(x W1) W2, the gradient of x by hand
def penalty(x, w1, w2):
    mask = np.where(x @ w1 > 0, 1.0, 0.2)
    gradient = (mask * w2.ravel()) @ w1.T
    return 10 * ((np.sqrt((gradient ** 2).sum(1) + 1e-12) - 1) ** 2).mean()


case("penalty", penalty, {"x": normals(50, 6, 5), "w1": normals(51, 5, 7), "w2": normals(52, 7, 1)})


# ClusterGAN: beta_n mean_j (z_n - e_n)^2 + beta_c CE(z_c, e_c), both 10
def latent(e, labels):
    target = np.round(0.1 * normals(53, 5, 3), 6)
    rows = logsumexp(e[:, 3:], 1) - e[np.arange(5), 3 + np.asarray(labels)]
    return 10 * ((e[:, :3] - target) ** 2).mean() + 10 * rows.mean()


case("latent", latent, {"e": normals(54, 5, 7)}, {"labels": [0, 3, 1, 2, 3]})
CASES["latent"]["inputs"]["target"] = {"shape": [5, 3], "values": np.round(0.1 * normals(53, 5, 3), 6).ravel().tolist()}



# SIC: SCAN's loss on softmax outputs plus w times the cross entropy with the semantic centres' labels
def sic(scores, near, labels):
    rows = logsumexp(scores, 1) - scores[np.arange(len(labels)), np.asarray(labels)]
    return scan(softmax(scores), softmax(near)) + 0.5 * rows.mean()


case("sic", sic, {"scores": normals(10, 6, 4), "near": normals(11, 6, 4)}, {"labels": [3, 1, 0, 2, 2, 1]})



# CC: instance and column contrast, and log K - H for both assignments
def cc(z, w, p, q):
    k = p.shape[1]
    return instance(z, w, 0.5) + columns(p, q, 1.0) + 2 * np.log(k) - entropy(p.mean(0)) - entropy(q.mean(0))


case("cc", cc, {"z": units(12), "w": units(13), "p": probabilities(14, 6), "q": probabilities(15, 6)})


# TEMI: student scores (temperature 0.1) against a fixed teacher, prior and weights
def temi(scores):
    student = softmax(scores / 0.1)
    teacher = probabilities(16, 6)
    prior = np.array([0.1, 0.2, 0.3, 0.4])
    weights = np.linspace(0.2, 0.9, 6)
    return -(weights * np.log(((student * teacher) ** 0.6 / prior).sum(1))).mean()


case("temi", temi, {"scores": 0.1 * normals(17, 6, 4)})
CASES["temi"]["inputs"]["teacher"] = {"shape": [6, 4], "values": probabilities(16, 6).ravel().tolist()}


# TURTLE: cross entropy of a fixed classifier with soft labels, minus 10 H(mean label)
def turtle(theta):
    labels = softmax(theta)
    log = np.log(softmax(normals(18, 6, 4)))
    return -(labels * log).sum(1).mean() - 10 * entropy(labels.mean(0))


case("turtle", turtle, {"theta": normals(19, 6, 4)})
CASES["turtle"]["inputs"]["classifier"] = {"shape": [6, 4], "values": normals(18, 6, 4).ravel().tolist()}



# PICA: column agreement + 2 (log K - H)
case("pica", lambda p, q: agreement(p, q) + 2 * (np.log(p.shape[1]) - entropy(p.mean(0))), {"p": probabilities(20), "q": probabilities(21)})


# NNM: local and global matching, by samples and by classes
def nnm(p, aug, nn, near, g):
    a, b = np.concatenate([p, aug]), np.concatenate([nn, near])
    s, gg = np.concatenate([a, b]), np.concatenate([g] * 4)
    return consistency(a, b) + agreement(a, b) + consistency(s, gg) + agreement(s, gg) - 5 * entropy(a.mean(0))


case("nnm", nnm, {"p": probabilities(22, 5), "aug": probabilities(23, 5), "nn": probabilities(24, 5), "near": probabilities(25, 5), "g": probabilities(26, 5)})


# GCC: weighted graph positives over everything that is no positive, the anchor itself included
def graph(z, w, n1, n2):
    a = np.array([[1.2, 0.8], [0.7, 1.0], [1.0, 0.9], [0.6, 1.1]])
    near = {0: {2}, 1: set(), 2: {0, 3}, 3: set()}
    total = 0.0
    for i in range(4):
        top = np.exp(z[i] @ w[i] / 0.1) + sum(a[i, m] * np.exp(a[i, m] * (z[i] @ n[i]) / 0.1) for m, n in enumerate((n1, n2)))
        low = sum(np.exp(z[i] @ z[j] / 0.1) + (np.exp(z[i] @ w[j] / 0.1) if j != i else 0.0) for j in range(4) if j not in near[i])
        total -= np.log(top / low)
    return total / 4


case("graph", graph, {"z": units(27, 4), "w": units(28, 4), "n1": units(29, 4), "n2": units(30, 4)})


# Completer: mutual information of softmax codes with alpha = 9, plus 0.1 prediction and 0.1 reconstruction errors
def completer(z1, z2, guess, rows, back):
    j = z1.T @ z2
    j = (j + j.T) / (j + j.T).sum()
    contrast = -(j * np.log(j / np.outer(j.sum(1), j.sum(0)) ** 1.0)).sum() + 9 * (j * (np.log(j.sum(1))[:, None] + np.log(j.sum(0))[None, :])).sum()
    return contrast + 0.1 * ((guess - z2) ** 2).mean() + 0.1 * ((back - rows) ** 2).mean()


case("completer", completer, {"z1": probabilities(31), "z2": probabilities(32), "guess": probabilities(33), "rows": normals(34, 7, 5), "back": normals(35, 7, 5)})


# ProPos: -2 cos of prediction and target, plus 0.1 times the scattering of prototypes over the classes of the batch
def propos(q, z, slow, labels):
    labels = np.asarray(labels)
    align = -2 * (unit(q) * slow).sum(1).mean()
    classes = sorted(set(labels.tolist()))
    mine = np.stack([unit(z[labels == c].sum(0, keepdims=True))[0] for c in classes])
    theirs = np.stack([unit(slow[labels == c].sum(0, keepdims=True))[0] for c in classes])
    total = 0.0
    for a in range(len(classes)):
        positive = mine[a] @ theirs[a] / 0.5
        others = [mine[a] @ mine[b] / 0.5 for b in range(len(classes)) if b != a]
        total += -positive + np.log(np.exp(positive) + np.exp(others).sum())
    return align + 0.1 * total / len(classes)


case("propos", lambda q, z, labels: propos(q, z, units(38), labels), {"q": normals(36), "z": units(37)}, {"labels": [0, 3, 3, 0, 2, 3]})
CASES["propos"]["inputs"]["slow"] = {"shape": [6, 5], "values": units(38).ravel().tolist()}


# SPICE: cross entropy of softmax outputs taken as scores again
def hard(scores, labels):
    return (logsumexp(scores, 1) - scores[np.arange(len(labels)), np.asarray(labels)]).mean()


case("spice", lambda scores, labels: hard(softmax(scores), labels), {"scores": normals(39, 6, 4)}, {"labels": [0, 1, 2, 3, 3, 1]})
case("fixmatch", lambda known, strong, labels, guesses: hard(known, labels) + len(guesses) / 9 * hard(strong, guesses),
     {"known": normals(40, 3, 4), "strong": normals(41, 5, 4)}, {"labels": [1, 0, 3], "guesses": [2, 2, 0, 1, 3]})


# CLIP's symmetric contrast between images and texts, scale 3
def pairs(x, u):
    s = 3 * x @ u.T
    own = np.diag(s)
    return 0.5 * ((logsumexp(s, 1) - own).mean() + (logsumexp(s, 0) - own).mean())


case("pairs", pairs, {"x": units(42), "u": units(43)})
# DEC: Student's t assignments, sharpened targets (fixed), IDEC's total with gamma 0.1
def student(z, mu):
    q = 1 / (1 + ((z[:, None] - mu[None]) ** 2).sum(2))
    return q / q.sum(1, keepdims=True)


def sharpened(q):
    p = q ** 2 / q.sum(0)
    return p / p.sum(1, keepdims=True)


DEC_P = np.round(sharpened(student(normals(31), normals(32, 4))), 6)


def divergence(z, mu):
    q = student(z, mu)
    return (DEC_P * (np.log(DEC_P) - np.log(q))).sum(1).mean()


case("dec", lambda x, back, z, mu: ((x - back) ** 2).mean() + 0.1 * divergence(z, mu), {"x": normals(33, 6, 3), "back": normals(34, 6, 3), "z": normals(35), "mu": normals(36, 4)})
CASES["dec"]["inputs"]["p"] = {"shape": [6, 4], "values": DEC_P.ravel().tolist()}


# ABDC: mean squared error + 0.1 times the mean squared distance to fixed centres
case("abdc", lambda x, back, z: ((x - back) ** 2).mean() + 0.1 * ((z - normals(37)) ** 2).sum(1).mean(), {"x": normals(38, 6, 3), "back": normals(39, 6, 3), "z": normals(40)})
CASES["abdc"]["inputs"]["centres"] = {"shape": [6, 5], "values": normals(37).ravel().tolist()}


# DEN: error + 0.5 locality + 0.25 group lasso, groups of 2
def den(x, back, h, near):
    weights = np.linspace(0.3, 1.2, len(h))
    locality = (weights * ((h - near) ** 2).sum(1)).mean()
    groups = np.linalg.norm(h.reshape(len(h), -1, 2), axis=2).sum(1).mean() * np.sqrt(2)
    return ((x - back) ** 2).mean() + 0.5 * locality + 0.25 * groups


case("den", den, {"x": normals(41, 6, 3), "back": normals(42, 6, 3), "h": normals(43, 6, 6), "near": normals(44, 6, 6)})
CASES["den"]["inputs"]["weights"] = {"shape": [6, 1], "values": np.linspace(0.3, 1.2, 6).tolist()}


# VaDE: the prior part of -ELBO; gamma from a drawn code, inside the graph
def vade(m, s, prior, mu, v):
    z = m + np.exp(s / 2) * normals(45)
    log_pi = np.log(softmax(prior))
    joint = log_pi - 0.5 * (v[None] + (z[:, None] - mu[None]) ** 2 / np.exp(v)[None]).sum(2)
    gamma = softmax(joint)
    cost = 0.5 * (v[None] + np.exp(s)[:, None] / np.exp(v)[None] + (m[:, None] - mu[None]) ** 2 / np.exp(v)[None]).sum(2)
    return ((gamma * cost).sum(1) - (gamma * (log_pi - np.log(gamma))).sum(1) - 0.5 * (1 + s).sum(1)).mean()


case("vade", vade, {"m": normals(46), "s": 0.5 * normals(47), "prior": normals(48, 1, 4)[0], "mu": normals(49, 4), "v": 0.5 * normals(50, 4)})
CASES["vade"]["inputs"]["noise"] = {"shape": [6, 5], "values": normals(45).ravel().tolist()}


# TELL: error + (0.01/alpha)(2 alpha - sum_i W_c(i) . z_i / (B K)), W the centres times 2 alpha, c(i) the nearest
def tell(x, back, z, w):
    scores = z @ w.T
    return ((x - back) ** 2).mean() + 0.01 / 0.5 * (2 * 0.5 - scores.max(1).sum() / scores.size)


case("tell", tell, {"x": normals(51, 6, 3), "back": normals(52, 6, 3), "z": units(53), "w": 2 * 0.5 * units(54, 4)})


# SpectralNet: (1/m^2) sum_ij W_ij |y_i - y_j|^2 with a fixed symmetric affinity
def affinity():
    w = np.abs(normals(60, 6, 6))
    return np.round((w + w.T) / 2, 6)


def spectralnet(y):
    w = affinity()
    return sum(w[i, j] * ((y[i] - y[j]) ** 2).sum() for i in range(6) for j in range(6)) / 36


case("spectralnet", spectralnet, {"y": normals(61, 6, 3)})
CASES["spectralnet"]["inputs"]["affinity"] = {"shape": [6, 6], "values": affinity().ravel().tolist()}


# the same less its multipliers, which are held where they were: its slope is (4/m^2)((D - W)Y - YL), L = Y^T(D - W)Y/m
def spectralnet_along(y):
    w = affinity()
    start = normals(61, 6, 3)
    multipliers = start.T @ (np.diag(w.sum(1)) - w) @ start / 6
    return spectralnet(y) - 2 / 36 * (multipliers * (y.T @ y)).sum()


case("spectralnet-along", spectralnet_along, {"y": normals(61, 6, 3)})
CASES["spectralnet-along"]["inputs"]["affinity"] = CASES["spectralnet"]["inputs"]["affinity"]


# SpectralNet's Siamese contrast: neighbours within 0.05, others beyond 1
def siamese(a, b, c):
    near = np.maximum(np.linalg.norm(a - b, axis=1) - 0.05, 0) ** 2
    far = np.maximum(1 - np.linalg.norm(a - c, axis=1), 0) ** 2
    return (near.mean() + far.mean()) / 2


case("siamese", siamese, {"a": 0.3 * normals(62), "b": 0.3 * normals(63), "c": 0.3 * normals(64)})


# PARTY: reconstruction, self-expression of the codes (rows 0-3 by all six), squared weights
def party(x, rebuilt, h, w, b):
    c = np.round(normals(65, 4, 6), 6)
    expression = ((h[:4] - c @ h) ** 2).sum(1).mean()
    return 0.5 * ((x - rebuilt) ** 2).sum(1).mean() + 0.7 * expression + 0.01 * ((w ** 2).sum() + (b ** 2).sum())


case("party", party, {"x": normals(66, 4, 5), "rebuilt": normals(67, 4, 5), "h": normals(68, 6, 3), "w": normals(69, 3, 5), "b": normals(70, 1, 3)})
CASES["party"]["inputs"]["c"] = {"shape": [4, 6], "values": np.round(normals(65, 4, 6), 6).ravel().tolist()}

json.dump(CASES, sys.stdout)
