import ArgumentParser

struct EngineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine",
    abstract: "Time the engine in float32, each case until its median settles.",
    discussion: """
      inference gives a network's outputs, training its outputs and all gradients. A training step of the \
      fill-the-blank task is a case of its own.
      """)

  @Option(name: .customLong("case"), help: "Only cases whose name has this in it.")
  var name: String = ""

  @Option(help: "1 or 2; both, one after the other, unless given.")
  var threads: Int?

  @Option(help: "inference or training; both unless given.")
  var mode: Timing.Mode?

  @Option(help: "Seconds for each case.")
  var seconds: Double = 1

  @Flag(help: "One JSON object a line.")
  var json = false

  func validate() throws {
    guard threads.map({ 1...2 ~= $0 }) ?? true else { throw ValidationError("--threads is 1 or 2") }
    guard seconds > 0, seconds <= 600 else { throw ValidationError("--seconds is above 0 and at most 600") }
  }

  func run() throws {
    let cases = Case.all.filter { name.isEmpty || $0.name.contains(name) }
    let hasStep = name.isEmpty || TrainingStep.name.contains(name)
    guard !cases.isEmpty || hasStep else {
      let names = (Case.all.map(\.name) + [TrainingStep.name]).joined(separator: "; ")
      throw ValidationError("no case has “\(name)” in its name; there are \(names)")
    }
    let counts = threads.map { [$0] } ?? [1, 2]
    for each in cases {
      for threads in counts {
        try time(each.name, .inference, threads, each.inference(threads: threads))
        try time(each.name, .training, threads, each.training(threads: threads))
      }
    }
    guard hasStep else { return }
    for threads in counts { try time(TrainingStep.name, .training, threads, TrainingStep.body(threads: threads)) }
  }

  private func time(_ name: String, _ mode: Timing.Mode, _ threads: Int, _ body: () throws -> Void) throws {
    guard self.mode == nil || self.mode == mode else { return }
    print(try Timing(name, mode, threads: threads, budget: .seconds(seconds), body).line(isJSON: json))
  }
}

extension Timing.Mode: ExpressibleByArgument {}
