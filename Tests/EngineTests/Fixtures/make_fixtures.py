#!/usr/bin/env python3
"""Makes this folder's safetensors files with PyTorch: python make_fixtures.py FOLDER

Needs torch 2.13.0 (CPU) and numpy. Every random number of a case comes from numpy's PCG64 with the seed of the case,
in this order: the parameters in PyTorch's order, the input, h_0, c_0, and the weights G, G_h, G_c of the losses.
"""
import json, os, sys
import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

F, D = "float32", "float64"
TANH, RELU, GRU, LSTM = "RNN_TANH", "RNN_RELU", "GRU", "LSTM"
# number, kind, I, H, layers, bidirectional, bias, B, T, states given, type, seed, then as named: w (weight scale),
# s (loss of states too), n (lengths of a packed batch), p (projection)
CASES = [
    (1, TANH, 3, 4, 1, 0, 1, 2, 5, 0, F, 101), (2, TANH, 3, 4, 1, 0, 1, 2, 5, 1, D, 102, dict(s=1)),
    (3, TANH, 5, 3, 1, 1, 1, 3, 6, 1, F, 103), (4, TANH, 4, 6, 2, 1, 1, 2, 7, 1, D, 104, dict(s=1)),
    (5, TANH, 2, 5, 2, 0, 0, 1, 4, 0, F, 105), (6, TANH, 4, 4, 1, 1, 0, 4, 6, 1, D, 106, dict(s=1, n=[6, 3, 1, 4])),
    (7, TANH, 3, 5, 3, 1, 1, 3, 8, 0, F, 107, dict(s=1, n=[7, 7, 2])), (8, TANH, 1, 1, 1, 0, 1, 1, 1, 1, D, 108),
    (9, RELU, 3, 4, 1, 0, 1, 2, 5, 0, F, 201), (10, RELU, 4, 5, 1, 1, 1, 2, 6, 1, D, 202, dict(s=1)),
    (11, RELU, 5, 6, 2, 1, 1, 3, 7, 1, F, 203), (12, RELU, 2, 7, 2, 0, 0, 1, 9, 0, D, 204),
    (13, RELU, 4, 4, 1, 1, 0, 4, 5, 1, F, 205, dict(s=1, n=[5, 4, 2, 1])),
    (14, RELU, 3, 6, 3, 1, 1, 3, 8, 0, D, 206, dict(n=[2, 8, 5])),
    (15, GRU, 3, 4, 1, 0, 1, 2, 5, 0, F, 301), (16, GRU, 3, 4, 1, 0, 1, 2, 5, 1, D, 302, dict(s=1)),
    (17, GRU, 6, 5, 1, 1, 1, 3, 7, 1, F, 303), (18, GRU, 6, 5, 1, 1, 1, 3, 7, 0, D, 304),
    (19, GRU, 4, 8, 2, 1, 1, 2, 10, 1, F, 305, dict(s=1)), (20, GRU, 5, 7, 2, 0, 0, 1, 6, 1, D, 306),
    (21, GRU, 4, 6, 1, 1, 0, 4, 6, 1, D, 307, dict(s=1, n=[1, 6, 3, 6])),
    (22, GRU, 3, 5, 3, 1, 1, 3, 9, 0, F, 308, dict(n=[8, 4, 4])),
    (23, GRU, 7, 9, 1, 0, 1, 5, 11, 1, F, 309, dict(n=[11, 9, 9, 5, 2])),
    (24, GRU, 2, 3, 1, 1, 1, 1, 1, 1, D, 310), (25, GRU, 4, 4, 1, 1, 1, 2, 12, 1, D, 311, dict(w=4)),
    (26, LSTM, 3, 4, 1, 0, 1, 2, 5, 0, F, 401), (27, LSTM, 3, 4, 1, 0, 1, 2, 5, 1, D, 402, dict(s=1)),
    (28, LSTM, 6, 5, 1, 1, 1, 3, 7, 1, F, 403), (29, LSTM, 6, 5, 1, 1, 1, 3, 7, 0, D, 404),
    (30, LSTM, 4, 8, 2, 1, 1, 2, 10, 1, F, 405, dict(s=1)), (31, LSTM, 5, 7, 2, 0, 0, 1, 6, 1, D, 406),
    (32, LSTM, 4, 6, 1, 1, 0, 4, 6, 1, D, 407, dict(s=1, n=[1, 6, 3, 6])),
    (33, LSTM, 3, 5, 3, 1, 1, 3, 9, 0, F, 408, dict(n=[8, 4, 4])),
    (34, LSTM, 7, 9, 1, 0, 1, 5, 11, 1, F, 409, dict(n=[11, 9, 9, 5, 2])),
    (35, LSTM, 4, 6, 1, 0, 1, 2, 5, 1, D, 410, dict(s=1, p=3)),
    (36, LSTM, 5, 8, 2, 1, 1, 3, 6, 1, F, 411, dict(p=4)),
    (37, LSTM, 3, 6, 2, 1, 0, 3, 7, 1, D, 412, dict(s=1, p=2, n=[7, 2, 5])),
    (38, LSTM, 4, 5, 1, 1, 1, 1, 8, 0, F, 413, dict(p=2)), (39, LSTM, 2, 3, 1, 1, 1, 1, 1, 1, D, 414),
    (40, LSTM, 4, 4, 1, 1, 1, 2, 12, 1, F, 415, dict(w=4)), (41, LSTM, 16, 16, 2, 1, 1, 2, 20, 1, D, 416, dict(s=1)),
]
# The same columns.
MERGES = [
    (1, LSTM, 4, 5, 1, 1, 1, 2, 6, 1, D, 901, dict(n=[6, 4])), (2, GRU, 3, 6, 2, 1, 1, 3, 7, 1, D, 902),
    (3, TANH, 5, 4, 1, 1, 1, 2, 5, 0, F, 903), (4, LSTM, 4, 6, 2, 1, 1, 3, 6, 1, F, 904, dict(p=4)),
]
WIDTHS = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}


def run(kind, I, H, layers, bi, bias, B, T, given, dtype, seed, options={}):
    """The configuration of a case, its leaves, the weights of its losses and its results."""
    scale, lengths, P = options.get("w", 1), options.get("n"), options.get("p", 0)
    c = dict(kind=kind, input_size=I, hidden_size=H, num_layers=layers, bidirectional=bool(bi), bias=bool(bias),
             proj_size=P, batch=B, seq_len=T, initial_state="given" if given else "zeros", dtype=dtype, seed=seed)
    dtype, rng = getattr(torch, dtype), np.random.Generator(np.random.PCG64(seed))
    uniform = lambda shape, k: torch.from_numpy(rng.uniform(-k, k, tuple(shape))).to(dtype)
    normal = lambda *shape: torch.from_numpy(rng.standard_normal(shape)).to(dtype)
    make = {GRU: torch.nn.GRU, LSTM: torch.nn.LSTM}.get(kind, torch.nn.RNN)
    own = {TANH: {"nonlinearity": "tanh"}, RELU: {"nonlinearity": "relu"}, LSTM: {"proj_size": P}}.get(kind, {})
    net = make(I, H, num_layers=layers, bidirectional=bool(bi), bias=bool(bias), dtype=dtype, **own)
    for p in net.parameters():
        p.data = uniform(p.shape, scale / np.sqrt(H))
    rows = layers * (1 + bi)
    leaves = {"input": normal(T, B, I)}
    if given:
        leaves["h_0"] = uniform((rows, B, P or H), 1)
        if kind == LSTM:
            leaves["c_0"] = normal(rows, B, H)
    losses = {"G": normal(T, B, (1 + bi) * (P or H)), "G_h": normal(rows, B, P or H)}
    if kind == LSTM:
        losses["G_c"] = normal(rows, B, H)
    for leaf in leaves.values():
        leaf.requires_grad_()
    states = (leaves["h_0"], leaves["c_0"]) if "c_0" in leaves else leaves.get("h_0")
    read = leaves["input"]
    if lengths:
        read = pack_padded_sequence(read, torch.tensor(lengths), enforce_sorted=False)
    output, last = net(read, states)
    if lengths:
        output, _ = pad_packed_sequence(output, total_length=T)
    results = {"output": output, "h_n": last}
    if kind == LSTM:
        results["h_n"], results["c_n"] = last
    leaves.update(net.named_parameters())
    if lengths:
        results["lengths"] = torch.tensor(lengths)
    return c, leaves, losses, results


def save(folder, name, c, tensors):
    meta = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in c.items()}
    header, blobs, at = {"__metadata__": dict(sorted(meta.items()))}, [], 0
    for key, tensor in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        data = tensor.detach().contiguous().numpy().tobytes()
        header[key] = dict(dtype=WIDTHS[tensor.dtype], shape=list(tensor.shape), data_offsets=[at, at + len(data)])
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
    options = row[-1] if isinstance(row[-1], dict) else {}
    c, leaves, losses, results = run(*row)
    loss = (results["output"] * losses["G"]).sum()
    tensors = {**leaves, **results, "G": losses["G"], **gradients(loss, leaves, "grad.")}
    if options.get("s"):
        for result, weight in [("h_n", "G_h"), ("c_n", "G_c")]:
            if weight in losses:
                loss = loss + (results[result] * losses[weight]).sum()
        tensors.update({**losses, **gradients(loss, leaves, "grad_state.")})
    direction = "bi" if c["bidirectional"] else "uni"
    save(folder, f"{number:03d}_{c['kind'].lower()}_{direction}_l{c['num_layers']}_{c['dtype']}", c, tensors)


def merge(folder, number, *row):
    c, leaves, losses, results = run(*row)
    forward, backward = results["output"].chunk(2, -1)
    merged = {"sum": forward + backward, "average": (forward + backward) / 2, "product": forward * backward,
              "max": torch.maximum(forward, backward), "concat": results["output"]}
    tensors = {**leaves, **results, "G": losses["G"]}
    for mode, value in merged.items():
        tensors["merge." + mode] = value
        loss = (value * losses["G"][..., :value.shape[-1]]).sum()
        tensors.update(gradients(loss, leaves, f"merge_grad.{mode}."))
    save(folder, f"merge_{number}_{c['kind'].lower()}_{c['dtype']}", c, tensors)


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for row in CASES:
        case(sys.argv[1], *row)
    for row in MERGES:
        merge(sys.argv[1], *row)
