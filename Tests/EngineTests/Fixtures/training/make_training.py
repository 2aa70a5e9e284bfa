#!/usr/bin/env python3
"""Makes bi.safetensors and uni.safetensors from data.safetensors with PyTorch: python make_training.py FOLDER

Needs torch 2.13.0 (CPU) and numpy. The initial weights come from numpy's PCG64: seed 7001 for the two-way model, 7002
for the one-way, in the order of `draw`.
"""
import json, os, sys
import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

EMBEDDING, HIDDEN, VOCABULARY, STEPS = 16, 32, 81, 50
NAMES = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}
TYPES = {"F32": np.float32, "F64": np.float64, "I64": np.int64}


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    start = 8 + int.from_bytes(data[:8], "little")
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            numbers = np.frombuffer(data[start + begin:start + end], TYPES[entry["dtype"]])
            tensors[name] = torch.from_numpy(numbers.reshape(entry["shape"]).copy())
    return tensors


def write(path, tensors, metadata):
    header, blobs, at = {"__metadata__": metadata}, [], 0
    for key, tensor in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        data = tensor.detach().contiguous().numpy().tobytes()
        header[key] = dict(dtype=NAMES[tensor.dtype], shape=list(tensor.shape), data_offsets=[at, at + len(data)])
        at += len(data)
        blobs.append(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(blobs))


def draw(ways, seed):
    rng = np.random.Generator(np.random.PCG64(seed))

    def uniform(size, *shape):
        bound = 1 / np.sqrt(size)
        return torch.from_numpy(rng.uniform(-bound, bound, shape).astype(np.float32))

    table = rng.standard_normal((VOCABULARY, EMBEDDING)).astype(np.float32)
    weights = {"embedding.weight": torch.from_numpy(table)}
    for suffix in ("", "_reverse")[:ways]:
        for name, shape in (("weight_ih", (4 * HIDDEN, EMBEDDING)), ("weight_hh", (4 * HIDDEN, HIDDEN)),
                            ("bias_ih", (4 * HIDDEN,)), ("bias_hh", (4 * HIDDEN,))):
            weights[f"lstm.{name}_l0{suffix}"] = uniform(HIDDEN, *shape)
    weights["head.weight"] = uniform(ways * HIDDEN, VOCABULARY, ways * HIDDEN)
    weights["head.bias"] = uniform(ways * HIDDEN, VOCABULARY)
    return weights


class Blank(torch.nn.Module):
    def __init__(self, ways, dtype):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, EMBEDDING, dtype=dtype)
        self.lstm = torch.nn.LSTM(EMBEDDING, HIDDEN, bidirectional=ways == 2, dtype=dtype)
        self.head = torch.nn.Linear(ways * HIDDEN, VOCABULARY, dtype=dtype)

    def forward(self, data, rows):
        vectors = self.embedding(data["tokens"][rows].t())
        packed = pack_padded_sequence(vectors, data["lengths"][rows], enforce_sorted=False)
        states, _ = pad_packed_sequence(self.lstm(packed)[0], total_length=len(vectors))
        return self.head(states[data["blank_pos"][rows], torch.arange(len(rows))])


def train(data, weights, ways, dtype, steps):
    model = Blank(ways, dtype)
    model.load_state_dict({name: weight.to(dtype) for name, weight in weights.items()})
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for rows in data["batches"][:steps]:
        loss = torch.nn.functional.cross_entropy(model(data, rows), data["target"][rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return model, torch.tensor(losses, dtype=torch.float64)


def accuracy(model, data, clue_after):
    rows = torch.nonzero((data["is_test"] == 1) & (data["clue_after"] == clue_after))[:, 0]
    with torch.no_grad():
        return (model(data, rows).argmax(1) == data["target"][rows]).double().mean().item()


def main(folder):
    torch.set_num_threads(1)
    data = read(os.path.join(folder, "data.safetensors"))
    for name, ways, seed in (("bi", 2, 7001), ("uni", 1, 7002)):
        weights = draw(ways, seed)
        tensors = {"initial." + key: value for key, value in weights.items()}
        model, tensors["losses.f32"] = train(data, weights, ways, torch.float32, STEPS)
        tensors.update({"after." + key: value for key, value in model.named_parameters()})
        model, tensors["losses.f64"] = train(data, weights, ways, torch.float64, STEPS)
        for key, value in model.named_parameters():
            tensors["sums." + key] = torch.stack([value.sum(), value.square().sum()])
        model, losses = train(data, weights, ways, torch.float32, len(data["batches"]))
        tensors["accuracy"] = torch.tensor([accuracy(model, data, 0), accuracy(model, data, 1)], dtype=torch.float64)
        write(os.path.join(folder, name + ".safetensors"), tensors, {"torch": torch.__version__})
        print(name, losses[-1].item(), tensors["accuracy"])


if __name__ == "__main__":
    main(sys.argv[1])
