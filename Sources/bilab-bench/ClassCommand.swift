import ArgumentParser
import Glibc

struct ClassCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class",
    abstract: "Measure a class: one presenter, and followers that decode everything they get.",
    discussion: """
      Starts the bilab-class beside this program, on a socket of its own, and prints each figure with its limit. \
      A latency is the time from the moment at which a state is presented to the moment at which one follower has \
      decoded it; where newer states have come at once, the newest counts.
      """)

  @Option(help: "Followers of the class.")
  var followers = 300

  @Option(help: "Seconds of presenting; with --hostile, before and after the hostile ones come.")
  var seconds = 60.0

  @Option(help: "States a second.")
  var rate = 10.0

  @Option(help: "Bytes of a state's lecture.")
  var bytes = 4096

  @Flag(help: "Then go on with a follower that never reads, one that reads a byte a second, and ten that stop reading.")
  var hostile = false

  @Option(help: "In place of all that, so many bilab join in terminals, and a bilab host in which keys are typed.")
  var draw: Int?

  @Flag(help: "One JSON object a line.")
  var json = false

  @Flag(help: "Exit with 1 if a figure is over its limit.")
  var strict = false

  func validate() throws {
    guard 1...500 ~= followers else { throw ValidationError("--followers is from 1 to 500") }
    guard 1...3600 ~= seconds else { throw ValidationError("--seconds is from 1 to 3600") }
    guard 0.1...1000 ~= rate else { throw ValidationError("--rate is from 0.1 to 1000") }
    guard 10...60_000 ~= bytes else { throw ValidationError("--bytes is from 10 to 60000") }
    guard draw.map({ 1...500 ~= $0 }) ?? true else { throw ValidationError("--draw is from 1 to 500") }
    guard draw == nil || !hostile else { throw ValidationError("--draw and --hostile are two measurements") }
  }

  func run() throws {
    raiseFileLimit()
    let load = ProcessFiles.load
    let owner = try OwnerProcess()
    defer { owner.end() }
    var figures = [Figure("load of the machine before, processes", load)]
    if let draw {
      figures += try DrawingClass(owner, count: draw, seconds: seconds, rate: rate).measure()
    } else {
      figures += try ListeningClass(
        owner, followers: followers, seconds: seconds, rate: rate, bytes: bytes, isHostile: hostile
      ).measure()
    }
    for figure in figures { print(try figure.line(isJSON: json)) }
    if strict, figures.contains(where: \.isOver) { throw ExitCode.failure }
  }

  /// A socket or a terminal for everyone.
  private func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 4096)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
