"""GRU, one-way, 2 layers, I = 2, H = 3.

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
    """A loop written out: torch.nn.GRU resets after its product with U_n, its bias inside."""

    shapes = {
        "weight_ih_l0": (9, 2),
        "weight_hh_l0": (9, 3),
        "bias_ih_l0": (9,),
        "bias_hh_l0": (9,),
        "weight_ih_l1": (9, 3),
        "weight_hh_l1": (9, 3),
        "bias_ih_l1": (9,),
        "bias_hh_l1": (9,),
    }

    def __init__(self):
        super().__init__()
        for name, shape in self.shapes.items():
            self.register_parameter(name, torch.nn.Parameter(torch.zeros(shape)))

    def forward(self, x, h_0):
        """x: (T, N, I). Returns h, (T, N, H), and h_n."""
        h, h_n0 = self.chain("l0", x, h_0[0])
        h, h_n1 = self.chain("l1", h, h_0[1])
        return h, torch.stack([h_n0, h_n1])

    def chain(self, chain, x, h):
        """Every timestep of a chain, such as l0, or l0_reverse from the last to the first."""
        states = [None] * len(x)
        times = range(len(x))
        for t in reversed(times) if chain.endswith("_reverse") else times:
            h = self.step(chain, x[t], h)
            states[t] = h
        return torch.stack(states), h

    def step(self, chain, x, h):
        W, U = getattr(self, f"weight_ih_{chain}"), getattr(self, f"weight_hh_{chain}")
        b_ih, b_hh = getattr(self, f"bias_ih_{chain}"), getattr(self, f"bias_hh_{chain}")
        x_r, x_z, x_n = linear(x, W, b_ih).chunk(3, -1)
        U_r, U_z, U_n = U.chunk(3)
        b_r, b_z, b_n = b_hh.chunk(3)
        r = torch.sigmoid(x_r + linear(h, U_r, b_r))
        z = torch.sigmoid(x_z + linear(h, U_z, b_z))
        n = torch.tanh(x_n + r * linear(h, U_n) + b_n)
        return (1 - z) * n + z * h


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print all digits, as JSON")
    options = parser.parse_args()

    torch.set_default_dtype(torch.float64)
    weights = load_file(Path(__file__).with_name("weights.safetensors"))
    x = weights.pop("input")
    h_0 = weights.pop("h_0")
    network = Network()
    network.load_state_dict(weights)
    network.eval()
    with torch.no_grad():
        h, h_n = network(x, h_0)

    if options.json:
        results = {"forward": h, "h_n": h_n}
        print(json.dumps({name: tensor.tolist() for name, tensor in results.items()}))
        return
    for t in range(len(x)):
        print(f"t = {t + 1}")
        print("  h".ljust(10), numbers(h[t]))


def numbers(tensor):
    return "  ".join(f"{number:9.6g}" for number in tensor.flatten().tolist())


if __name__ == "__main__":
    main()
