import Engine

/// model.py: a network as a program for PyTorch, which reads its numbers from weights.safetensors beside it.
public enum PyTorchModel {
  public static func text(of network: PyTorchNetwork) -> String {
    let parts = [
      heading(network) + [""] + imports(network), network.hasModule ? module(network) : loop(network), main(network),
    ]
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n\n") + "\n"
  }

  private static func heading(_ network: PyTorchNetwork) -> [String] {
    [
      "\"\"\"\(network.title).",
      "",
      "    python3 model.py          prints the states",
      "    python3 model.py --json   prints them with all digits",
      "",
      "Needs torch, safetensors, and weights.safetensors beside this file.",
      "\"\"\"",
    ]
  }

  private static func imports(_ network: PyTorchNetwork) -> [String] {
    let packs = network.hasModule && network.lengths != nil
    return ["import argparse", "import json", "from pathlib import Path", "", "import torch"]
      + ["from safetensors.torch import load_file"]
      + (packs ? ["from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence"] : [])
      + (network.hasModule ? [] : ["from torch.nn.functional import linear"])
  }

  // MARK: With a module of torch.nn

  private static func module(_ network: PyTorchNetwork) -> [String] {
    let configuration = network.configuration
    var lines = ["class Network(torch.nn.Module):", "    def __init__(self):", "        super().__init__()"]
    lines.append("        self.rnn = \(network.module)")
    if network.hasLinearMerge, let weight = network.network.merges[configuration.layers - 1]?.weight {
      lines.append("        self.linear = torch.nn.Linear(\(weight.shape[1]), \(weight.shape[0]))")
    }
    lines += ["", forward(network), documentation(network)]
    let final = network.finalNames
    if network.lengths == nil {
      lines.append("        output, \(final) = self.rnn(x, \(network.startNames))")
    } else {
      lines += [
        "        packed = pack_padded_sequence(x, lengths, enforce_sorted=False)",
        "        packed, \(final) = self.rnn(packed, \(network.startNames))",
        "        output, _ = pad_packed_sequence(packed, total_length=len(x))",
      ]
    }
    if network.isTwoWay {
      lines += [
        "        T, N, _ = output.shape",
        "        h, h_back = output.view(T, N, 2, \(configuration.stateSize)).unbind(2)",
        "        return h, h_back, \(final)",
      ]
    } else {
      lines.append("        return output, \(final)")
    }
    return lines + mergeMethod(network)
  }

  static func forward(_ network: PyTorchNetwork) -> String {
    "    def forward(self, \(network.givenNames.joined(separator: ", "))):"
  }

  static func documentation(_ network: PyTorchNetwork) -> String {
    let states = network.isTwoWay ? "h and h_back, (T, N, H) each" : "h, (T, N, H)"
    return "        \"\"\"x: (T, N, I). Returns \(states), and \(network.finalNames).\"\"\""
  }

  static func mergeMethod(_ network: PyTorchNetwork) -> [String] {
    guard let merge = network.merge else { return [] }
    let merged =
      network.hasModule && network.hasLinearMerge
      ? "self.linear(torch.cat((h, h_back), -1))"
      : network.merged(merge, layer: network.configuration.layers - 1) { "self.\($0)" }
    let turning = network.turning.map { ["        h_back = \($0)"] } ?? []
    return ["", "    def merge(self, h, h_back):"] + turning + ["        return \(merged)"]
  }

  // MARK: The program

  private static func main(_ network: PyTorchNetwork) -> [String] {
    let states = network.isTwoWay ? "h, h_back" : "h"
    let given = network.givenNames
    var lines = [
      "def main():",
      "    parser = argparse.ArgumentParser()",
      "    parser.add_argument(\"--json\", action=\"store_true\", help=\"print all digits, as JSON\")",
      "    options = parser.parse_args()",
      "",
      "    torch.set_default_dtype(torch.float64)",
      "    weights = load_file(Path(__file__).with_name(\"weights.safetensors\"))",
    ]
    lines += given.map {
      "    \($0) = weights.pop(\"\(PyTorchNetwork.stored($0))\")" + ($0 == "x" ? network.inputComment : "")
    }
    lines += ["    network = Network()"] + loading(network) + ["    network.eval()", "    with torch.no_grad():"]
    lines.append("        \(states), \(network.finalNames) = network(\(given.joined(separator: ", ")))")
    if network.isTwoWay { lines.append("        merged = network.merge(h, h_back)") }
    if network.mustClear {
      lines += [
        "        is_inside = torch.arange(len(x))[:, None, None] < lengths[:, None]",
        "        merged = torch.where(is_inside, merged, 0.0)",
      ]
    }
    return lines + printing(network)
  }

  private static func loading(_ network: PyTorchNetwork) -> [String] {
    guard network.hasModule else { return ["    network.load_state_dict(weights)"] }
    guard network.hasLinearMerge else { return ["    network.rnn.load_state_dict(weights)"] }
    let names = network.linearNames
    return [
      "    W, b = weights.pop(\"\(names.weight)\"), weights.pop(\"\(names.bias)\")",
      "    network.linear.load_state_dict({\"weight\": W, \"bias\": b})",
      "    network.rnn.load_state_dict(weights)",
    ]
  }

  private static func printing(_ network: PyTorchNetwork) -> [String] {
    var results = [("forward", "h")]
    if network.isTwoWay { results += [("backward", "h_back"), ("merged", "merged")] }
    let states = results
    results.append(("h_n", "h_n"))
    if network.isLSTM { results.append(("c_n", "c_n")) }
    let labels = ["h": "h", "h_back": "h'", "merged": "merged"]
    return [
      "",
      "    if options.json:",
      "        results = {\(results.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", "))}",
      "        print(json.dumps({name: tensor.tolist() for name, tensor in results.items()}))",
      "        return",
      "    for t in range(len(x)):",
      "        print(f\"t = {t + 1}\")",
    ] + states.map { "        print(\"  \(labels[$0.1] ?? "")\".ljust(10), numbers(\($0.1)[t]))" } + [
      "",
      "",
      "def numbers(tensor):",
      "    return \"  \".join(f\"{number:9.6g}\" for number in tensor.flatten().tolist())",
      "",
      "",
      "if __name__ == \"__main__\":",
      "    main()",
    ]
  }
}
