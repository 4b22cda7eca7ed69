"""optimizers.json: ten steps of PyTorch's optimizers (AdamW, RMSprop, Adadelta: make_formulas.py) on f(w) = sum(c * w^4 / 4 - w), from fixed starts."""
import json, torch
start, c = [0.5, -1.25, 2.0, 0.125], [1.0, 0.5, 0.25, 4.0]
cases = {
    'adam': ('Adam', dict(lr=0.05, betas=(0.9, 0.99))),
    'adam weight_decay': ('Adam', dict(lr=0.05, betas=(0.9, 0.99), weight_decay=0.1)),
    'adam maximize': ('Adam', dict(lr=0.05, betas=(0.9, 0.99), maximize=True)),
    'adam eps': ('Adam', dict(lr=0.05, betas=(0.5, 0.9), eps=0.1)),
    'sgd': ('SGD', dict(lr=0.02)),
    'sgd momentum': ('SGD', dict(lr=0.02, momentum=0.9)),
    'sgd dampening': ('SGD', dict(lr=0.02, momentum=0.9, dampening=0.5)),
    'sgd nesterov': ('SGD', dict(lr=0.02, momentum=0.9, nesterov=True)),
    'sgd weight_decay': ('SGD', dict(lr=0.02, momentum=0.9, weight_decay=0.1)),
    'sgd maximize': ('SGD', dict(lr=0.02, maximize=True)),
}
out = {}
for name, (kind, options) in cases.items():
    w = torch.tensor(start, requires_grad=True); o = getattr(torch.optim, kind)([w], **options)
    for _ in range(10):
        o.zero_grad(); (torch.tensor(c) * w ** 4 / 4 - w).sum().backward(); o.step()
    out[name] = [float(v) for v in w]
json.dump(dict(torch=torch.__version__, start=start, c=c, after10=out), open('optimizers.json', 'w'), indent=1)
