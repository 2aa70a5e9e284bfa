import Foundation

@testable import Handouts

/// Chromium without a screen, which opens a page, has keys pressed in it, and tells what it then shows.
enum Browser {
  static let path: String? = ["chromium", "chromium-browser", "google-chrome"].map { "/usr/bin/\($0)" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  struct Hang: Error {}

  /// What a page shows after a key.
  struct Shown: Decodable, Equatable {
    /// The key; empty before the first.
    var key = ""
    var slide = 0
    /// How many slides are there to be seen.
    var slides = 1
    var step = ""
    /// What is framed, from the top and from the left.
    var now: [String] = []
    var sentence: [String] = []
    /// Whether the question's answer can be read; nil without one.
    var answer: Bool?
    /// How many blocks wait for their pause.
    var later = 0
    /// The merge that is shown.
    var merge = ""
    var isHelpOpen = false
    var isContentsOpen = false
  }

  /// Presses keys, such as `ArrowRight`, or clicks on controls, such as `#next`, each one after the page has shown what the one before did.
  static func press(_ keys: [String], in page: String, at fragment: String = "") throws -> [Shown] {
    let list = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
    let script = """
      const shown = [];
      const look = (key) => {
        const seen = (e) => e.checkVisibility({ checkVisibilityCSS: true });
        const here = [...document.querySelectorAll("main > section")].filter(seen);
        const slide = here[0];
        const all = (query) => [...slide.querySelectorAll(query)].filter(seen);
        const answer = slide.querySelector("details.answer");
        shown.push({
          key, slide: Number(slide.id.slice(6)), slides: here.length,
          step: document.querySelector("#step").textContent,
          now: all(".lab > .scroll td.now").map((e) => e.innerText.trim().split(/\\s+/).join(" ")),
          sentence: all(".say p").map((e) => e.innerText),
          answer: answer ? answer.open : null,
          later: slide.querySelectorAll(".later").length,
          merge: (all(".lab .merge")[0] || { innerText: "" }).innerText,
          isHelpOpen: document.querySelector("#help").open,
          isContentsOpen: document.querySelector("#contents").open,
        });
      };
      look("");
      for (const key of \(list)) {
        const target = document.activeElement || document.body;
        if (key.length > 1 && key[0] === "#") document.querySelector(key).click();
        else target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        look(key);
      }
      const result = document.createElement("pre");
      result.id = "result";
      result.textContent = JSON.stringify(shown);
      document.body.append(result);
      """
    // The page's policy stays in force: it allows one more script.
    let page = page.replacing("script-src ", with: "script-src &#39;sha256-\(try SHA256Sum.of(script))&#39; ")
      .replacing("</body>", with: "<script>\(script)</script></body>")
    let text = try dump(page, at: fragment)
    guard let start = text.range(of: "<pre id=\"result\">")?.upperBound,
      let end = text[start...].range(of: "</pre>")?.lowerBound
    else { throw Hang() }
    let json = text[start..<end].replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    return try JSONDecoder().decode([Shown].self, from: Data(json.utf8))
  }

  /// The document as it is after its scripts.
  private static func dump(_ page: String, at fragment: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bilab-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    let output = folder.appending(path: "output")
    try Data(page.utf8).write(to: file)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--user-data-dir=\(folder.path)/profile", "--window-size=1280,800", "--virtual-time-budget=10000", "--dump-dom",
      "file://\(file.path)\(fragment)",
    ]
    process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    let end = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in end.signal() }
    try process.run()
    guard end.wait(timeout: .now() + 60) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw Hang()
    }
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }
}
