"""Adds to optimizers.json ten steps of AdamW, RMSprop and Adadelta, by the formulas of PyTorch's documentation in NumPy (double)."""
import json
import numpy as np

data = json.load(open('optimizers.json'))
start, c = np.array(data['start']), np.array(data['c'])


def adamw(lr=0.05, b1=0.9, b2=0.99, eps=1e-8, decay=0.0):
    w, m, v = start.copy(), 0, 0
    for t in range(1, 11):
        g = c * w ** 3 - 1
        w = w - lr * decay * w
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
        w = w - lr * (m / (1 - b1 ** t)) / (np.sqrt(v / (1 - b2 ** t)) + eps)
    return w


def rmsprop(lr=0.01, alpha=0.99, eps=1e-8, decay=0.0, momentum=0.0, centered=False, sign=1):
    w, v, a, b = start.copy(), 0, 0, 0
    for _ in range(10):
        g = sign * (c * w ** 3 - 1) + decay * w
        v = alpha * v + (1 - alpha) * g * g
        a = alpha * a + (1 - alpha) * g
        s = g / (np.sqrt(v - a * a if centered else v) + eps)
        b = momentum * b + s
        w = w - lr * (b if momentum else s)
    return w


def adadelta(lr=1.0, rho=0.9, eps=1e-6, decay=0.0):
    w, v, u = start.copy(), 0, 0
    for _ in range(10):
        g = c * w ** 3 - 1 + decay * w
        v = rho * v + (1 - rho) * g * g
        d = np.sqrt(u + eps) / np.sqrt(v + eps) * g
        u = rho * u + (1 - rho) * d * d
        w = w - lr * d
    return w


data['after10'].update({name: [float(x) for x in value] for name, value in {
    'adamw': adamw(), 'adamw weight_decay': adamw(decay=0.1),
    'rmsprop': rmsprop(), 'rmsprop momentum': rmsprop(momentum=0.9), 'rmsprop centered': rmsprop(centered=True),
    'rmsprop weight_decay maximize': rmsprop(decay=0.1, sign=-1),
    'adadelta': adadelta(), 'adadelta weight_decay': adadelta(lr=0.5, decay=0.1),
}.items()})
json.dump(data, open('optimizers.json', 'w'), indent=1)
