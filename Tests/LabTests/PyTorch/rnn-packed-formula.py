"""RNN with ReLU, two-way, 3 layers, I = 2, H = 3, no biases.

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
        "weight_ih_l0": (3, 2),
        "weight_hh_l0": (3, 3),
        "weight_ih_l0_reverse": (3, 2),
        "weight_hh_l0_reverse": (3, 3),
        "weight_ih_l1": (3, 3),
        "weight_hh_l1": (3, 3),
        "weight_ih_l1_reverse": (3, 3),
        "weight_hh_l1_reverse": (3, 3),
        "merge_weight_l1": (2, 6),
        "merge_bias_l1": (2,),
        "weight_ih_l2": (3, 2),
        "weight_hh_l2": (3, 3),
        "weight_ih_l2_reverse": (3, 2),
        "weight_hh_l2_reverse": (3, 3),
        "merge_weight_l2": (4, 6),
        "merge_bias_l2": (4,),
    }

    def __init__(self):
        super().__init__()
        for name, shape in self.shapes.items():
            self.register_parameter(name, torch.nn.Parameter(torch.zeros(shape)))

    def forward(self, x, h_0, lengths):
        """x: (T, N, I). Returns h and h_back, (T, N, H) each, and h_n."""
        is_inside = torch.arange(len(x))[:, None, None] < lengths[:, None]
        h, h_n0 = self.chain("l0", x, h_0[0], is_inside)
        h_back, h_n1 = self.chain("l0_reverse", x, h_0[1], is_inside)
        below = 0.7 * h + 0.3 * h_back - 1
        below = torch.where(is_inside, below, 0.0)
        h, h_n2 = self.chain("l1", below, h_0[2], is_inside)
        h_back, h_n3 = self.chain("l1_reverse", below, h_0[3], is_inside)
        below = torch.nn.functional.linear(torch.cat((h, h_back), -1), self.merge_weight_l1, self.merge_bias_l1)
        below = torch.where(is_inside, below, 0.0)
        h, h_n4 = self.chain("l2", below, h_0[4], is_inside)
        h_back, h_n5 = self.chain("l2_reverse", below, h_0[5], is_inside)
        return h, h_back, torch.stack([h_n0, h_n1, h_n2, h_n3, h_n4, h_n5])

    def chain(self, chain, x, h, is_inside):
        """Every timestep of a chain, such as l0, or l0_reverse from the last to the first."""
        states = [None] * len(x)
        times = range(len(x))
        for t in reversed(times) if chain.endswith("_reverse") else times:
            new_h = self.step(chain, x[t], h)
            h = torch.where(is_inside[t], new_h, h)
            states[t] = torch.where(is_inside[t], h, 0.0)
        return torch.stack(states), h

    def step(self, chain, x, h):
        W, U = getattr(self, f"weight_ih_{chain}"), getattr(self, f"weight_hh_{chain}")
        b_ih = b_hh = None
        return torch.relu(linear(x, W, b_ih) + linear(h, U, b_hh))

    def merge(self, h, h_back):
        return torch.nn.functional.linear(torch.cat((h, h_back), -1), self.merge_weight_l2, self.merge_bias_l2)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print all digits, as JSON")
    options = parser.parse_args()

    torch.set_default_dtype(torch.float64)
    weights = load_file(Path(__file__).with_name("weights.safetensors"))
    x = weights.pop("input")
    h_0 = weights.pop("h_0")
    lengths = weights.pop("lengths")
    network = Network()
    network.load_state_dict(weights)
    network.eval()
    with torch.no_grad():
        h, h_back, h_n = network(x, h_0, lengths)
        merged = network.merge(h, h_back)
        is_inside = torch.arange(len(x))[:, None, None] < lengths[:, None]
        merged = torch.where(is_inside, merged, 0.0)

    if options.json:
        results = {"forward": h, "backward": h_back, "merged": merged, "h_n": h_n}
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
