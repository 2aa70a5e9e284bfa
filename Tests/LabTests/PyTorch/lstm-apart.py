"""LSTM, two-way, 3 layers, I = 2, H = 4, P = 2.

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
        "weight_ih_l0": (16, 2),
        "weight_hh_l0": (16, 2),
        "bias_ih_l0": (16,),
        "bias_hh_l0": (16,),
        "weight_hr_l0": (2, 4),
        "weight_ih_l0_reverse": (16, 2),
        "weight_hh_l0_reverse": (16, 2),
        "bias_ih_l0_reverse": (16,),
        "bias_hh_l0_reverse": (16,),
        "weight_hr_l0_reverse": (2, 4),
        "weight_ih_l1": (16, 2),
        "weight_hh_l1": (16, 2),
        "bias_ih_l1": (16,),
        "bias_hh_l1": (16,),
        "weight_hr_l1": (2, 4),
        "weight_ih_l1_reverse": (16, 2),
        "weight_hh_l1_reverse": (16, 2),
        "bias_ih_l1_reverse": (16,),
        "bias_hh_l1_reverse": (16,),
        "weight_hr_l1_reverse": (2, 4),
        "weight_ih_l2": (16, 2),
        "weight_hh_l2": (16, 2),
        "bias_ih_l2": (16,),
        "bias_hh_l2": (16,),
        "weight_hr_l2": (2, 4),
        "weight_ih_l2_reverse": (16, 2),
        "weight_hh_l2_reverse": (16, 2),
        "bias_ih_l2_reverse": (16,),
        "bias_hh_l2_reverse": (16,),
        "weight_hr_l2_reverse": (2, 4),
    }

    def __init__(self):
        super().__init__()
        for name, shape in self.shapes.items():
            self.register_parameter(name, torch.nn.Parameter(torch.zeros(shape)))

    def forward(self, x, h_0, c_0):
        """x: (T, N, I). Returns h and h_back, (T, N, H) each, and (h_n, c_n)."""
        h, h_n0, c_n0 = self.chain("l0", x, h_0[0], c_0[0])
        h_back, h_n1, c_n1 = self.chain("l0_reverse", x, h_0[1], c_0[1])
        h, h_n2, c_n2 = self.chain("l1", h, h_0[2], c_0[2])
        h_back, h_n3, c_n3 = self.chain("l1_reverse", h_back, h_0[3], c_0[3])
        below = torch.maximum(h, h_back)
        h, h_n4, c_n4 = self.chain("l2", below, h_0[4], c_0[4])
        h_back, h_n5, c_n5 = self.chain("l2_reverse", below, h_0[5], c_0[5])
        return h, h_back, (torch.stack([h_n0, h_n1, h_n2, h_n3, h_n4, h_n5]), torch.stack([c_n0, c_n1, c_n2, c_n3, c_n4, c_n5]))

    def chain(self, chain, x, h, c):
        """Every timestep of a chain, such as l0, or l0_reverse from the last to the first."""
        states = [None] * len(x)
        times = range(len(x))
        for t in reversed(times) if chain.endswith("_reverse") else times:
            h, c = self.step(chain, x[t], h, c)
            states[t] = h
        return torch.stack(states), h, c

    def step(self, chain, x, h, c):
        W, U = getattr(self, f"weight_ih_{chain}"), getattr(self, f"weight_hh_{chain}")
        b_ih, b_hh = getattr(self, f"bias_ih_{chain}"), getattr(self, f"bias_hh_{chain}")
        i, f, g, o = (linear(x, W, b_ih) + linear(h, U, b_hh)).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return linear(torch.sigmoid(o) * torch.tanh(c), getattr(self, f"weight_hr_{chain}")), c

    def merge(self, h, h_back):
        return torch.cat((h, h_back), -1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print all digits, as JSON")
    options = parser.parse_args()

    torch.set_default_dtype(torch.float64)
    weights = load_file(Path(__file__).with_name("weights.safetensors"))
    x = weights.pop("input")
    h_0 = weights.pop("h_0")
    c_0 = weights.pop("c_0")
    network = Network()
    network.load_state_dict(weights)
    network.eval()
    with torch.no_grad():
        h, h_back, (h_n, c_n) = network(x, h_0, c_0)
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
