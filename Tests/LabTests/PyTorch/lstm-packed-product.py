"""LSTM, two-way, 2 layers, I = 1, H = 3.

    python3 model.py          prints the states
    python3 model.py --json   prints them with all digits

Needs torch, safetensors, and weights.safetensors beside this file.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn.functional import linear


class Network(torch.nn.Module):
    """A loop written out: torch.nn joins its layers by concat only."""

    shapes = {
        "weight_ih_l0": (12, 1),
        "weight_hh_l0": (12, 3),
        "bias_ih_l0": (12,),
        "bias_hh_l0": (12,),
        "weight_ih_l0_reverse": (12, 1),
        "weight_hh_l0_reverse": (12, 3),
        "bias_ih_l0_reverse": (12,),
        "bias_hh_l0_reverse": (12,),
        "weight_ih_l1": (12, 3),
        "weight_hh_l1": (12, 3),
        "bias_ih_l1": (12,),
        "bias_hh_l1": (12,),
        "weight_ih_l1_reverse": (12, 3),
        "weight_hh_l1_reverse": (12, 3),
        "bias_ih_l1_reverse": (12,),
        "bias_hh_l1_reverse": (12,),
    }

    def __init__(self):
        super().__init__()
        for name, shape in self.shapes.items():
            self.register_parameter(name, torch.nn.Parameter(torch.zeros(shape)))

    def forward(self, x, h_0, c_0, lengths):
        """x: (T, N, I). Returns h and h_back, (T, N, H) each, and (h_n, c_n)."""
        is_inside = torch.arange(len(x))[:, None, None] < lengths[:, None]
        h, h_n0, c_n0 = self.chain("l0", x, h_0[0], c_0[0], is_inside)
        h_back, h_n1, c_n1 = self.chain("l0_reverse", x, h_0[1], c_0[1], is_inside)
        below = h * h_back
        h, h_n2, c_n2 = self.chain("l1", below, h_0[2], c_0[2], is_inside)
        h_back, h_n3, c_n3 = self.chain("l1_reverse", below, h_0[3], c_0[3], is_inside)
        return h, h_back, (torch.stack([h_n0, h_n1, h_n2, h_n3]), torch.stack([c_n0, c_n1, c_n2, c_n3]))

    def chain(self, chain, x, h, c, is_inside):
        """Every timestep of a chain, such as l0, or l0_reverse from the last to the first."""
        states = [None] * len(x)
        times = range(len(x))
        for t in reversed(times) if chain.endswith("_reverse") else times:
            new_h, new_c = self.step(chain, x[t], h, c)
            h = torch.where(is_inside[t], new_h, h)
            c = torch.where(is_inside[t], new_c, c)
            states[t] = torch.where(is_inside[t], h, 0.0)
        return torch.stack(states), h, c

    def step(self, chain, x, h, c):
        W, U = getattr(self, f"weight_ih_{chain}"), getattr(self, f"weight_hh_{chain}")
        b_ih, b_hh = getattr(self, f"bias_ih_{chain}"), getattr(self, f"bias_hh_{chain}")
        i, f, g, o = (linear(x, W, b_ih) + linear(h, U, b_hh)).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c

    def merge(self, h, h_back):
        return (h + h_back) / 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print all digits, as JSON")
    options = parser.parse_args()

    torch.set_default_dtype(torch.float64)
    weights = load_file(Path(__file__).with_name("weights.safetensors"))
    x = weights.pop("input")
    h_0 = weights.pop("h_0")
    c_0 = weights.pop("c_0")
    lengths = weights.pop("lengths")
    network = Network()
    network.load_state_dict(weights)
    network.eval()
    with torch.no_grad():
        h, h_back, (h_n, c_n) = network(x, h_0, c_0, lengths)
        merged = network.merge(h, h_back)

    if options.json:
        results = {"forward": h, "backward": h_back, "merged": merged, "h_n": h_n, "c_n": c_n}
        print(json.dumps({name: tensor.tolist() for name, tensor in results.items()}))
        return
    for t in range(len(x)):
        print(f"t = {t + 1}")
        print("  h".ljust(10), numbers(h[t]))
        print("  h'".ljust(10), numbers(h_back[t]))
        print("  merged".ljust(10), numbers(merged[t]))


def numbers(tensor):
    return "  ".join(f"{number:9.6g}" for number in tensor.flatten().tolist())


if __name__ == "__main__":
    main()
