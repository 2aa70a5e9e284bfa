import ArgumentParser
import BuiltInLessons

/// The scripts of completions that the parser writes, with what it cannot know: a lesson is also the name of a built-in
/// one, and without a command bilab takes what `bilab open` takes.
///
/// Shells complete file names better than a program can, with tildes, quotes and folders. So an argument that is a
/// lesson is one to the parser that is a file *.md, and that place in its script is given the names as well.
enum CompletionScript {
  /// - Parameter message: what the parser would print.
  /// - Returns: the same where it is no script.
  static func amended(_ message: String) -> String {
    // It is read by a shell that runs, so no line names one.
    let bashLine = "#!/bin/bash\n\n"
    if message.hasPrefix(bashLine) { return bash(String(message.dropFirst(bashLine.count))) }
    if message.hasPrefix("#compdef ") { return zsh(message) }
    return message.hasPrefix("function __bilab_") ? fish(message) : message
  }

  private static var lessons: String { BuiltInLessons.all.map(\.name).joined(separator: " ") }

  /// All that may follow bilab and is no lesson.
  private static var commands: [String] {
    Bilab.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  private static func bash(_ script: String) -> String {
    let files = "__bilab_add_completions -o plusdirs -fX '!*.@(md)'"
    return script.replacing(files, with: "__bilab_add_lessons").replacing(
      "\n_bilab() {\n",
      with: #"""

        __bilab_add_lessons() {
            \#(files)
            COMPREPLY+=($(compgen -W '\#(lessons)' -- "${cur}"))
        }

        _bilab() {
            case "${COMP_WORDS[1]}" in
            \#(commands.joined(separator: "|")))
                ;;
            *)
                local -a typed=("${COMP_WORDS[@]}")
                COMP_WORDS=("${typed[0]}" open "${typed[@]:1}")
                ((COMP_CWORD += 1))
                _bilab "${@}"
                COMP_WORDS=("${typed[@]}")
                ((COMP_CWORD -= 1))
                [[ "${COMP_CWORD}" -gt 1 || "${2}" = -* ]] && return
                ;;
            esac


        """#)
  }

  private static func zsh(_ script: String) -> String {
    let files = #"_files -g '\''*.md'\''"#
    return script.replacing(files, with: "__bilab_lessons").replacing(
      "\n_bilab() {\n",
      with: #"""

        __bilab_lessons() {
            _alternative 'lessons:built-in lesson:(\#(lessons))' 'files:lesson:_files -g "*.md"'
        }

        _bilab() {
            case "${words[2]}" in
            \#(commands.joined(separator: "|")))
                ;;
            *)
                local -a typed=("${words[@]}")
                words=("${typed[1]}" open "${(@)typed[2,-1]}")
                (( CURRENT += 1 ))
                _bilab "${@}"
                words=("${typed[@]}")
                (( CURRENT -= 1 ))
                [[ "${CURRENT}" -gt 2 || "${words[2]}" = -* ]] && return
                ;;
            esac


        """#)
  }

  private static func fish(_ script: String) -> String {
    let tokens = "    set -l unparsed_tokens (__bilab_tokens -pc)\n"
    let parsed = script.replacing(
      tokens,
      with: tokens + """
            if set -q unparsed_tokens[2]; and not contains -- $unparsed_tokens[2] \(commands.joined(separator: " "))
                set unparsed_tokens $unparsed_tokens[1] open $unparsed_tokens[2..]
            end

        """)
    let lines = parsed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).flatMap { line in
      let named = line.contains(#"*.\'md\'"#) ? line.replacing(" -fa '(", with: " -fa '\(lessons) (") : line
      let isOpen = line.hasPrefix("complete ") && line.contains(#""bilab open""#)
      let isEverywhere = line.contains("-l 'version'") || line.contains("-l 'help'")
      return isOpen && !isEverywhere ? [named, named.replacing(#""bilab open""#, with: #""bilab""#)] : [named]
    }
    return lines.joined(separator: "\n")
  }
}
