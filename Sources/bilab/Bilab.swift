import ArgumentParser

@main struct Bilab: ParsableCommand {
  func run() {}
}
