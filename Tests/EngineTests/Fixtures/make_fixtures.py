#!/usr/bin/env python3
"""Makes this folder's safetensors files with PyTorch: python make_fixtures.py FOLDER

Needs torch 2.13.0 (CPU) and numpy. Every random number of a case comes from numpy's PCG64 with the seed of the case,
in this order: the parameters in PyTorch's order, the input, h_0, c_0, and the weights G, G_h, G_c of the losses.
"""
import json, os, sys
import numpy as np
import torch

F, D = "float32", "float64"
TANH, RELU, GRU, LSTM = "RNN_TANH", "RNN_RELU", "GRU", "LSTM"
# number, kind, I, H, layers, bidirectional, bias, B, T, states given, type, seed, weight scale, loss of states too
CASES = [
    (1, TANH, 3, 4, 1, 0, 1, 2, 5, 0, F, 101, 1, 0), (2, TANH, 3, 4, 1, 0, 1, 2, 5, 1, D, 102, 1, 1),
    (3, TANH, 5, 3, 1, 1, 1, 3, 6, 1, F, 103, 1, 0), (4, TANH, 4, 6, 2, 1, 1, 2, 7, 1, D, 104, 1, 1),
    (5, TANH, 2, 5, 2, 0, 0, 1, 4, 0, F, 105, 1, 0), (8, TANH, 1, 1, 1, 0, 1, 1, 1, 1, D, 108, 1, 0),
    (9, RELU, 3, 4, 1, 0, 1, 2, 5, 0, F, 201, 1, 0), (10, RELU, 4, 5, 1, 1, 1, 2, 6, 1, D, 202, 1, 1),
    (11, RELU, 5, 6, 2, 1, 1, 3, 7, 1, F, 203, 1, 0), (12, RELU, 2, 7, 2, 0, 0, 1, 9, 0, D, 204, 1, 0),
    (15, GRU, 3, 4, 1, 0, 1, 2, 5, 0, F, 301, 1, 0), (16, GRU, 3, 4, 1, 0, 1, 2, 5, 1, D, 302, 1, 1),
    (17, GRU, 6, 5, 1, 1, 1, 3, 7, 1, F, 303, 1, 0), (18, GRU, 6, 5, 1, 1, 1, 3, 7, 0, D, 304, 1, 0),
    (19, GRU, 4, 8, 2, 1, 1, 2, 10, 1, F, 305, 1, 1), (20, GRU, 5, 7, 2, 0, 0, 1, 6, 1, D, 306, 1, 0),
    (24, GRU, 2, 3, 1, 1, 1, 1, 1, 1, D, 310, 1, 0), (25, GRU, 4, 4, 1, 1, 1, 2, 12, 1, D, 311, 4, 0),
    (26, LSTM, 3, 4, 1, 0, 1, 2, 5, 0, F, 401, 1, 0), (27, LSTM, 3, 4, 1, 0, 1, 2, 5, 1, D, 402, 1, 1),
    (28, LSTM, 6, 5, 1, 1, 1, 3, 7, 1, F, 403, 1, 0), (29, LSTM, 6, 5, 1, 1, 1, 3, 7, 0, D, 404, 1, 0),
    (30, LSTM, 4, 8, 2, 1, 1, 2, 10, 1, F, 405, 1, 1), (31, LSTM, 5, 7, 2, 0, 0, 1, 6, 1, D, 406, 1, 0),
    (39, LSTM, 2, 3, 1, 1, 1, 1, 1, 1, D, 414, 1, 0), (40, LSTM, 4, 4, 1, 1, 1, 2, 12, 1, F, 415, 4, 0),
    (41, LSTM, 16, 16, 2, 1, 1, 2, 20, 1, D, 416, 1, 0),
]
# The same columns up to the seed.
MERGES = [
    (1, LSTM, 4, 5, 1, 1, 1, 2, 6, 1, D, 901), (2, GRU, 3, 6, 2, 1, 1, 3, 7, 1, D, 902),
    (3, TANH, 5, 4, 1, 1, 1, 2, 5, 0, F, 903), (4, LSTM, 4, 6, 2, 1, 1, 3, 6, 1, F, 904),
]
WIDTHS = {"float32": "F32", "float64": "F64"}


def run(kind, I, H, layers, bi, bias, B, T, given, dtype, seed, scale=1):
    """The configuration of a case, its leaves, the weights of its losses and its results."""
    c = dict(kind=kind, input_size=I, hidden_size=H, num_layers=layers, bidirectional=bool(bi), bias=bool(bias),
             batch=B, seq_len=T, initial_state="given" if given else "zeros", dtype=dtype, seed=seed)
    dtype, rng = getattr(torch, dtype), np.random.Generator(np.random.PCG64(seed))
    uniform = lambda shape, k: torch.from_numpy(rng.uniform(-k, k, tuple(shape))).to(dtype)
    normal = lambda *shape: torch.from_numpy(rng.standard_normal(shape)).to(dtype)
    make = {GRU: torch.nn.GRU, LSTM: torch.nn.LSTM}.get(kind, torch.nn.RNN)
    options = {TANH: {"nonlinearity": "tanh"}, RELU: {"nonlinearity": "relu"}}.get(kind, {})
    net = make(I, H, num_layers=layers, bidirectional=bool(bi), bias=bool(bias), dtype=dtype, **options)
    for p in net.parameters():
        p.data = uniform(p.shape, scale / np.sqrt(H))
    rows = layers * (1 + bi)
    leaves = {"input": normal(T, B, I)}
    if given:
        leaves["h_0"] = uniform((rows, B, H), 1)
        if kind == LSTM:
            leaves["c_0"] = normal(rows, B, H)
    losses = {"G": normal(T, B, (1 + bi) * H), "G_h": normal(rows, B, H)}
    if kind == LSTM:
        losses["G_c"] = normal(rows, B, H)
    for leaf in leaves.values():
        leaf.requires_grad_()
    states = (leaves["h_0"], leaves["c_0"]) if "c_0" in leaves else leaves.get("h_0")
    output, last = net(leaves["input"], states)
    results = {"output": output, "h_n": last}
    if kind == LSTM:
        results["h_n"], results["c_n"] = last
    leaves.update(net.named_parameters())
    return c, leaves, losses, results


def save(folder, name, c, tensors):
    meta = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in c.items()}
    header, blobs, at = {"__metadata__": dict(sorted(meta.items()))}, [], 0
    for key, tensor in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        data = tensor.detach().contiguous().numpy().tobytes()
        header[key] = dict(dtype=WIDTHS[c["dtype"]], shape=list(tensor.shape),
                           data_offsets=[at, at + len(data)])
        at += len(data)
        blobs.append(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(folder, name + ".safetensors"), "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(blobs))


def gradients(loss, leaves, prefix):
    found = torch.autograd.grad(loss, list(leaves.values()), retain_graph=True)
    return {prefix + key: value for key, value in zip(leaves, found)}


def case(folder, number, *row):
    *row, state_loss = row
    c, leaves, losses, results = run(*row)
    loss = (results["output"] * losses["G"]).sum()
    tensors = {**leaves, **results, "G": losses["G"], **gradients(loss, leaves, "grad.")}
    if state_loss:
        for result, weight in [("h_n", "G_h"), ("c_n", "G_c")]:
            if weight in losses:
                loss = loss + (results[result] * losses[weight]).sum()
        tensors.update({**losses, **gradients(loss, leaves, "grad_state.")})
    direction = "bi" if c["bidirectional"] else "uni"
    save(folder, f"{number:03d}_{c['kind'].lower()}_{direction}_l{c['num_layers']}_{c['dtype']}", c, tensors)


def merge(folder, number, *row):
    c, leaves, _, results = run(*row)
    forward, backward = results["output"].chunk(2, -1)
    merged = {"sum": forward + backward, "average": (forward + backward) / 2, "product": forward * backward,
              "max": torch.maximum(forward, backward), "concat": results["output"]}
    tensors = {**leaves, **results, **{"merge." + mode: value for mode, value in merged.items()}}
    save(folder, f"merge_{number}_{c['kind'].lower()}_{c['dtype']}", c, tensors)


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for row in CASES:
        case(sys.argv[1], *row)
    for row in MERGES:
        merge(sys.argv[1], *row)
