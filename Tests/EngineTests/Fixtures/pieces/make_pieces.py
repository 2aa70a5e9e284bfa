#!/usr/bin/env python3
"""Makes this folder's file with PyTorch: python make_pieces.py FILE

Needs torch 2.13.0 (CPU) and numpy. Every random number comes from numpy's PCG64 with seed 77, in the script's order.
"""
import json, sys
import numpy as np
import torch
from torch.nn import functional

rng = np.random.Generator(np.random.PCG64(77))
tensors = {}


def normal(*shape):
    return torch.from_numpy(rng.standard_normal(shape))


def keep(prefix, **values):
    tensors.update({f"{prefix}.{name}": value.detach().clone() for name, value in values.items()})


def leaf(tensor):
    return tensor.clone().requires_grad_()


def optimiser(name, make):
    """The 1st, 2nd and 5th of five steps over two tensors; a part of the 2nd gradient is zero."""
    for tag, dtype in (("f64", torch.float64), ("f32", torch.float32)):
        parameters = [leaf(p.to(dtype)) for p in START]
        optimiser = make(parameters)
        for step, gradients in enumerate(GRADIENTS):
            for p, g in zip(parameters, gradients):
                p.grad = g.to(dtype).clone()
            optimiser.step()
            if step in (0, 1, 4):
                keep(f"{name}.{tag}.{step}", a=parameters[0], b=parameters[1])


START = [normal(3, 4), normal(5)]
GRADIENTS = [[normal(3, 4) * scale, normal(5) * scale] for scale in (1, 0.1, 10, 1e-4, 1e-8)]
GRADIENTS[1][0][1] = 0
keep("start", a=START[0], b=START[1])
for step, (a, b) in enumerate(GRADIENTS):
    keep(f"gradient.{step}", a=a, b=b)
optimiser("sgd", lambda p: torch.optim.SGD(p, lr=0.1))
optimiser("momentum", lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05))
optimiser("adam", lambda p: torch.optim.Adam(p, lr=0.01))
optimiser("adam_decay", lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.05))

for name, limit in (("clip_small", 0.5), ("clip_large", 100)):
    gradients = [leaf(g) for g in GRADIENTS[0]]
    for g in gradients:
        g.grad = g.detach().clone()
    norm = torch.nn.utils.clip_grad_norm_(gradients, limit)
    keep(name, a=gradients[0].grad, b=gradients[1].grad, norm=norm.reshape(1))

logits = leaf(normal(5, 7) * 3)
for name, targets in (("cross_entropy", [2, 0, 6, 3, 3]), ("ignored", [2, -100, 6, -100, 3])):
    loss = functional.cross_entropy(logits, torch.tensor(targets))
    keep(name, loss=loss.reshape(1), gradient=torch.autograd.grad(loss, logits)[0])
keep("cross_entropy", logits=logits, probabilities=functional.softmax(logits, 1))
prediction, target = leaf(normal(2, 3, 2)), normal(2, 3, 2)
loss = functional.mse_loss(prediction, target)
keep("squared_error", prediction=prediction, target=target, loss=loss.reshape(1),
     gradient=torch.autograd.grad(loss, prediction)[0])

for name, bias in (("linear", True), ("linear_without_bias", False)):
    x, layer = leaf(normal(4, 19)), torch.nn.Linear(19, 3, bias=bias, dtype=torch.float64)
    for p in layer.parameters():
        p.data = normal(*p.shape)
    y, dy = layer(x), normal(4, 3)
    (y * dy).sum().backward()
    keep(name, input=x, output=y, output_gradient=dy, input_gradient=x.grad,
         weight=layer.weight, weight_gradient=layer.weight.grad)
    if bias:
        keep(name, bias=layer.bias, bias_gradient=layer.bias.grad)

tokens = torch.tensor([3, 0, 3, 5, 3, 1])
table, dy = leaf(normal(6, 4)), normal(6, 4)
vectors = functional.embedding(tokens, table)
(vectors * dy).sum().backward()
keep("embedding", tokens=tokens, weight=table, output=vectors, output_gradient=dy, weight_gradient=table.grad)

names = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}
header, blobs, at = {"__metadata__": {"torch": torch.__version__}}, [], 0
for key, tensor in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
    data = tensor.contiguous().numpy().tobytes()
    header[key] = dict(dtype=names[tensor.dtype], shape=list(tensor.shape), data_offsets=[at, at + len(data)])
    at += len(data)
    blobs.append(data)
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
with open(sys.argv[1], "wb") as file:
    file.write(len(text).to_bytes(8, "little") + text + b"".join(blobs))
