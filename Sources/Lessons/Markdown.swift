import CMarkdown
import Synchronization

/// A node of CommonMark's tree, copied out of C.
struct MarkdownNode {
  enum Kind: Equatable {
    case paragraph, quote, item, html, rule
    case heading(Int)
    case list(start: Int?, tight: Bool)
    case code(fenced: Bool, info: String)
    case table([ColumnAlignment])
    case tableHeader, tableRow, tableCell
    case text, codeSpan, softBreak, lineBreak, inlineHTML, emphasis, strong, strikethrough
    case link(target: String)
    case image(target: String)
    /// A block or inline whose children count, but not itself.
    case other
  }

  var kind: Kind
  /// First and last line of a block, from 1.
  var lines: ClosedRange<Int>
  /// The text of a leaf.
  var literal: String
  var children: [MarkdownNode] = []
}

/// CommonMark with tables and strikethrough; the one file that speaks with C.
enum Markdown {
  /// Levels of blocks and inlines, one inside the other, that are kept.
  static let maximumDepth = 32

  /// cmark keeps the characters of its extensions for all parsers together, and puts them away after each.
  private static let oneAtATime = Mutex(())

  /// - Returns: the blocks of `text`, and the line of the first that lies too deep, which is dropped.
  static func parse(_ text: String) -> (blocks: [MarkdownNode], tooDeep: Int?) {
    oneAtATime.withLock { _ in parseAlone(text) }
  }

  private static func parseAlone(_ text: String) -> (blocks: [MarkdownNode], tooDeep: Int?) {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough"] {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return ([], nil) }
    defer { cmark_node_free(document) }
    return copy(document)
  }

  /// Walks the events with a stack of its own, so that no depth of the document is a depth of calls.
  private static func copy(_ document: OpaquePointer) -> (blocks: [MarkdownNode], tooDeep: Int?) {
    var open = [MarkdownNode(kind: .other, lines: 1...1, literal: "")]
    var tooDeep: Int?
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(iterator) else { break }
      if pointer == document { continue }
      if event == CMARK_EVENT_EXIT {
        let closed = open.removeLast()
        open[open.count - 1].children.append(closed)
        continue
      }
      if isLeaf(pointer) {
        append(node(pointer), to: &open[open.count - 1].children)
      } else if open.count > maximumDepth {
        if tooDeep == nil { tooDeep = Int(cmark_node_get_start_line(pointer)) }
        cmark_iter_reset(iterator, pointer, CMARK_EVENT_EXIT)
      } else {
        open.append(node(pointer))
      }
    }
    return (open[0].children, tooDeep)
  }

  /// cmark cuts text at every character that could have meant something; here it is one again.
  private static func append(_ node: MarkdownNode, to children: inout [MarkdownNode]) {
    if node.kind == .text, let last = children.last, last.kind == .text {
      children[children.count - 1].literal += node.literal
    } else {
      children.append(node)
    }
  }

  private static func node(_ pointer: OpaquePointer) -> MarkdownNode {
    let first = max(1, Int(cmark_node_get_start_line(pointer)))
    let last = max(first, Int(cmark_node_get_end_line(pointer)))
    return MarkdownNode(kind: kind(pointer), lines: first...last, literal: string(cmark_node_get_literal(pointer)))
  }

  private static func isLeaf(_ pointer: OpaquePointer) -> Bool {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
      CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      true
    default: false
    }
  }

  private static func kind(_ pointer: OpaquePointer) -> MarkdownNode.Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return .heading(Int(cmark_node_get_heading_level(pointer)))
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_HTML_BLOCK: return .html
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_LIST:
      let ordered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      return .list(
        start: ordered ? Int(cmark_node_get_list_start(pointer)) : nil, tight: cmark_node_get_list_tight(pointer) != 0)
    case CMARK_NODE_CODE_BLOCK:
      var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
      return .code(
        fenced: cmark_node_get_fenced(pointer, &length, &offset, &character) != 0,
        info: string(cmark_node_get_fence_info(pointer)))
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_CODE: return .codeSpan
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_HTML_INLINE: return .inlineHTML
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_IMAGE: return .image(target: string(cmark_node_get_url(pointer)))
    case CMARK_NODE_LINK: return .link(target: string(cmark_node_get_url(pointer)))
    default: return extended(pointer)
    }
  }

  /// The nodes of extensions have no constants, only names.
  private static func extended(_ pointer: OpaquePointer) -> MarkdownNode.Kind {
    switch string(cmark_node_get_type_string(pointer)) {
    case "table":
      let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
      let letters = cmark_gfm_extensions_get_table_alignments(pointer)
      return .table(
        (0..<count).map { column in
          switch letters?[column] {
          case UInt8(ascii: "c"): .center
          case UInt8(ascii: "r"): .right
          default: .left
          }
        })
    case "table_header": return .tableHeader
    case "table_row": return .tableRow
    case "table_cell": return .tableCell
    case "strikethrough": return .strikethrough
    default: return .other
    }
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
