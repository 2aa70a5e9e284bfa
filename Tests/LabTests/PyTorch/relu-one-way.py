"""RNN with ReLU, one-way, 2 layers, I = 2, H = 3.

    python3 model.py          prints the states
    python3 model.py --json   prints them with all digits

Needs torch, safetensors, and weights.safetensors beside this file.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = torch.nn.RNN(2, 3, num_layers=2, nonlinearity="relu")

    def forward(self, x, h_0):
        """x: (T, N, I). Returns h, (T, N, H), and h_n."""
        output, h_n = self.rnn(x, h_0)
        return output, h_n


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print all digits, as JSON")
    options = parser.parse_args()

    torch.set_default_dtype(torch.float64)
    weights = load_file(Path(__file__).with_name("weights.safetensors"))
    x = weights.pop("input")
    h_0 = weights.pop("h_0")
    network = Network()
    network.rnn.load_state_dict(weights)
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
