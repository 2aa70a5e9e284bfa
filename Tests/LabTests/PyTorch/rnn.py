"""RNN with tanh, two-way, 1 layer, I = 1, H = 2.

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
        self.rnn = torch.nn.RNN(1, 2, bidirectional=True)

    def forward(self, x, h_0):
        """x: (T, N, I). Returns h and h_back, (T, N, H) each, and h_n."""
        output, h_n = self.rnn(x, h_0)
        T, N, _ = output.shape
        h, h_back = output.view(T, N, 2, 2).unbind(2)
        return h, h_back, h_n

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
    network = Network()
    network.rnn.load_state_dict(weights)
    network.eval()
    with torch.no_grad():
        h, h_back, h_n = network(x, h_0)
        merged = network.merge(h, h_back)

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
