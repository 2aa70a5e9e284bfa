import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A class whose journal lies on a disk of 64 KiB, in a mount namespace of its own.
@Suite struct FullDiskTests {
  /// Why there can be no such disk here; nil where there can.
  private static let reasonForNone: String? = {
    if geteuid() != 0 { return "only root can make a disk of its own" }
    let probe = try? Program.shell("unshare -m mount -t tmpfs tmpfs /mnt")
    return probe?.status == 0 ? nil : "this machine makes no namespaces: \(probe?.complaint ?? "")"
  }()

  private static let slides = "# One\n\n```question\nask = \"Two and two?\"\nanswer = 4\n```\n"

  @Test(.enabled(if: reasonForNone == nil, "\(reasonForNone ?? "")"), arguments: [true, false])
  func `a full disk takes no answers, the presenter is told, and they are saved when there is space`(
    _ isJournalThere: Bool
  ) throws {
    let lesson = try RunningClass()
    let slides = try lesson.folder.write("slides.md", Self.slides)
    let state = lesson.folder.path("state")
    // Four inodes are there already; without any more, there can be no journal either.
    let prepare = """
      mkdir -p "$state" && mount -t tmpfs -o size=64k tmpfs "$state" && mkdir "$state/bilab" && \
      { $there && touch "$state/bilab/class.journal" || true; } && \
      mkdir "$state/other" && { head -c 65536 /dev/zero > "$state/other/filler" 2> /dev/null || true; } && \
      { $there || mount -t tmpfs -o remount,nr_inodes=4 tmpfs "$state"; } && exec "$bilab" host "$slides"
      """
    let host = try PseudoTerminal(deadline: 60)
    try host.run(
      "/usr/bin/unshare", ["-m", "/bin/sh", "-c", prepare],
      environment: lesson.environment.merging(
        ["state": state, "there": "\(isJournalThere)", "bilab": Program.path, "slides": slides]) { $1 })
    try host.waitFor(text: "presenting")
    let follower = try lesson.join(["--seat", "7"])
    try follower.waitFor(text: "1/1")
    try host.send("C")
    try follower.waitFor(text: "asked:")
    try follower.send("4\r")
    try follower.waitFor(text: "you said 4 · on its way")
    try host.waitFor(text: "not saved")
    // The class goes on, and nobody is told that the class has the answer.
    try follower.send("5\r")
    try follower.waitFor(text: "you said 5 · on its way")
    follower.listen(milliseconds: 500)
    #expect(!String(decoding: follower.received, as: UTF8.self).contains("the class has it"))

    let owner = try #require(lesson.owner)
    let space = "rm -r /proc/\(owner)/root\(state)/other"
    #expect(try Program.shell(space).status == 0)
    try follower.waitFor(text: "you said 5 · the class has it")
    try host.waitFor("all to be saved again") { $0.text.contains("presenting") && !$0.text.contains("not saved") }
    let journal = try Data(contentsOf: URL(filePath: "/proc/\(owner)/root\(state)/bilab/class.journal"))
    try FileManager.default.createDirectory(atPath: state + "/bilab", withIntermediateDirectories: true)
    try journal.write(to: URL(filePath: state + "/bilab/class.journal"))
    let answers = try lesson.run(["host", "--results", "-"]).text.split(separator: "\r\n")
    #expect(answers.count == 2 && answers.last?.hasSuffix("/7,5") == true, "\(answers)")
  }
}
