// swift-tools-version:6.1
import PackageDescription

let package = Package(
  name: "bilab",
  products: [
    .executable(name: "bilab", targets: ["bilab"]),
    .executable(name: "bilab-class", targets: ["bilab-class"]),
    .executable(name: "bilab-bench", targets: ["bilab-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // Always optimised, in debug builds too: the tests prove the machine code that ships.
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "Engine", dependencies: ["CKernels"]),
    .target(name: "Weights", dependencies: ["Engine"]),
    .systemLibrary(name: "CMarkdown"),
    .target(name: "CTOML"),
    .target(
      name: "Lessons",
      dependencies: ["Engine", "CMarkdown", "CTOML"],
      linkerSettings: [
        // The archives, not the shared objects: one file to copy, and less to load at start.
        .linkedLibrary(":libcmark-gfm-extensions.a"), .linkedLibrary(":libcmark-gfm.a"),
      ]
    ),
    .target(name: "Lab", dependencies: ["Lessons", "Engine"]),
    .target(
      name: "CPretrained", exclude: ["pretrained.safetensors"],
      cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(name: "Pretrained", dependencies: ["Lab", "Weights", "Engine", "CPretrained"]),
    .target(name: "Surface"),
    .target(name: "Views", dependencies: ["Lab", "Lessons", "Engine", "Surface"]),
    .target(name: "Handouts", dependencies: ["Views", "Lab", "Lessons", "Engine", "Surface"]),
    .target(name: "Classroom", dependencies: ["Lab", "Lessons", "Engine", "Surface"]),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CTerminal"),
    .target(name: "Terminal", dependencies: ["Surface", "CNcurses", "CTerminal"]),
    .target(
      name: "BuiltInLessons", path: "lessons",
      resources: [
        .embedInCode("chapter.md"), .embedInCode("format.md"), .embedInCode("mistakes.md"), .embedInCode("template.md"),
      ]
    ),
    .executableTarget(
      name: "bilab",
      dependencies: [
        "Engine", "Weights", "Lessons", "Lab", "Pretrained", "Surface", "Views", "Handouts", "Terminal",
        "Classroom", "Kiosk", "BuiltInLessons", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .target(name: "CPeer"),
    .target(name: "CKiosk"),
    .target(name: "Kiosk", dependencies: ["CKiosk"]),
    // The owner of a class is a program of its own: nobody else needs what it is linked with.
    .executableTarget(
      name: "bilab-class",
      dependencies: [
        "Classroom", "CPeer", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .target(name: "CPty"),
    .executableTarget(
      name: "bilab-bench",
      dependencies: [
        "Engine", "Lab", "Classroom", "CPty", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    .testTarget(name: "KernelTests", dependencies: ["CKernels"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine", "Weights", "CKernels"], exclude: ["Fixtures"]),
    .testTarget(name: "WeightsTests", dependencies: ["Weights", "Engine"], exclude: ["Corpus"]),
    .testTarget(name: "LessonsTests", dependencies: ["Lessons", "Engine", "BuiltInLessons"], exclude: ["Fixtures"]),
    .testTarget(name: "LabTests", dependencies: ["Lab", "Lessons", "Engine", "Weights"], exclude: ["PyTorch"]),
    .testTarget(name: "PretrainedTests", dependencies: ["Pretrained", "Lab", "Lessons", "Engine", "CKernels"]),
    .testTarget(name: "SurfaceTests", dependencies: ["Surface"]),
    .testTarget(
      name: "ViewsTests",
      dependencies: [
        "Views", "Lab", "Classroom", "Pretrained", "Lessons", "Engine", "Surface", "Terminal", "BuiltInLessons",
      ],
      exclude: ["Golden", "Desk"]),

    .testTarget(
      name: "HandoutsTests",
      dependencies: ["Handouts", "Pretrained", "Views", "Lab", "Lessons", "Engine", "Surface", "BuiltInLessons"],
      exclude: ["Golden"]),

    .testTarget(
      name: "ClassroomTests", dependencies: ["Classroom", "Lab", "Lessons", "Engine", "BuiltInLessons", "ClassFuzz"],
      exclude: ["Corpus"]),

    // A terminal for tests: a pseudo-terminal whose output libvterm reads.
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal", linkerSettings: [.linkedLibrary("vterm")]),
    .target(name: "PseudoTerminal", dependencies: ["CPseudoTerminal", "CPty"], path: "Tests/PseudoTerminal"),
    .executableTarget(name: "terminal-probe", dependencies: ["Terminal", "Surface"], path: "Tests/TerminalProbe"),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Surface", "PseudoTerminal", "terminal-probe"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "PseudoTerminal", "bilab", "bilab-bench", "bilab-class", "Classroom", "Kiosk", "Weights", "Engine", "Lab",
      ]),
    .executableTarget(name: "kiosk-probe", dependencies: ["Kiosk", "Terminal", "Surface"], path: "Tests/KioskProbe"),
    .testTarget(name: "KioskTests", dependencies: ["Kiosk", "PseudoTerminal", "kiosk-probe"]),
    .testTarget(name: "HouseTests"),

    // For Tests/WeightsFuzz/run and Tests/ClassFuzz/run, which link them with libFuzzer.
    .target(
      name: "WeightsFuzz", dependencies: ["Weights", "Engine"], path: "Tests/WeightsFuzz",
      exclude: ["run", "safetensors.dict"]),
    .target(
      name: "ClassFuzz",
      dependencies: ["Classroom", "Views", "Lab", "Lessons", "Engine", "Surface", "BuiltInLessons"],
      path: "Tests/ClassFuzz", exclude: ["run"]),
  ],
  cxxLanguageStandard: .cxx17
)
