import Glibc

do {
  try Probe().run()
} catch {
  let line = Array("terminal-probe: \(error)\n".utf8)
  write(STDERR_FILENO, line, line.count)
  exit(1)
}
