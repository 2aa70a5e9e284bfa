import CPretrained
import Lab

extension Pretraining {
  /// The weights inside the binary, for the settings that a train block without keys has.
  public static let shipped = Pretraining { settings in
    guard settings == TrainingSettings() else { return nil }
    return try? TrainingFile.read(shippedBytes, settings)
  }

  /// The safetensors file inside the binary.
  public static var shippedBytes: [UInt8] {
    var count = 0
    let start = bilab_pretrained(&count)
    return Array(UnsafeBufferPointer(start: start, count: count))
  }
}
