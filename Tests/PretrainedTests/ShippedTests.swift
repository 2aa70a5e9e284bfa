import Engine
import Lab
import Pretrained
import Testing

@Suite("the weights that the program is shipped with")
struct ShippedTests {
  @Test("a file is read as it was written")
  func roundTrip() throws {
    var run = try TrainingRun(TrainingSettings())
    while run.progress.epochs < 1 { try run.advance() }
    let settings = run.progress.settings
    #expect(settings == TrainingSettings())
  }
}
