/// SHA-256 as FIPS 180-4 has it, for the policy of a page, which names its own style and script by it.
enum SHA256 {
  /// The hash in base64.
  static func base64(_ text: String) -> String {
    let words = hash(Array(text.utf8))
    let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
    return base64(bytes)
  }

  private static func hash(_ message: [UInt8]) -> [UInt32] {
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    let bits = UInt64(message.count) * 8
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    var state = roots(of: 8, cubic: false)
    let constants = roots(of: 64, cubic: true)
    for block in stride(from: 0, to: bytes.count, by: 64) { compress(bytes[block..<block + 64], constants, &state) }
    return state
  }

  private static func compress(_ block: ArraySlice<UInt8>, _ constants: [UInt32], _ state: inout [UInt32]) {
    var w = (0..<16).map { word in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[block.startIndex + word * 4 + $1]) }
    }
    for t in 16..<64 {
      let s0 = turned(w[t - 15], 7) ^ turned(w[t - 15], 18) ^ w[t - 15] >> 3
      let s1 = turned(w[t - 2], 17) ^ turned(w[t - 2], 19) ^ w[t - 2] >> 10
      w.append(w[t - 16] &+ s0 &+ w[t - 7] &+ s1)
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
      let first = h &+ s1 &+ (e & f ^ ~e & g) &+ constants[t] &+ w[t]
      let s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
      let second = s0 &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
  }

  private static func turned(_ value: UInt32, _ bits: UInt32) -> UInt32 { value >> bits | value << (32 - bits) }

  /// The first 32 bits of the fractions of the roots of the first primes.
  private static func roots(of count: Int, cubic: Bool) -> [UInt32] {
    var primes: [UInt64] = []
    var number: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
      number += 1
    }
    return primes.map { prime in
      // The largest whole r with r² ≤ p·2⁶⁴, or r³ ≤ p·2⁹⁶.
      var root: UInt128 = 0
      for bit in (0..<36).reversed() {
        let next = root | 1 << bit
        let isWithin = cubic ? next * next * next <= UInt128(prime) << 96 : next * next <= UInt128(prime) << 64
        if isWithin { root = next }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < part.count ? Int(part[start + $1]) : 0) }
      for sign in 0..<4 { result.append(sign <= part.count ? signs[bits >> (18 - 6 * sign) & 63] : "=") }
    }
    return result
  }
}
