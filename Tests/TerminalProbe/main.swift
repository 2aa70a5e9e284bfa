import Surface
import Terminal
func run() {
  let screen: Screen
  do { screen = try Screen.open(program: "terminal-probe") } catch {
    print(error)
    return
  }
  var last = "none"
  while true {
    var frame = Frame(size: screen.size)
    frame.put("size \(screen.size.columns)x\(screen.size.rows) key \(last)", row: 0, column: 0, style: Style())
    screen.present(frame)
    for event in screen.events(timeout: nil) {
      last = "\(event)"
      if event == .key(.character("q")) || event == .closed { return }
    }
  }
}
run()
