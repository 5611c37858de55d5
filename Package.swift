// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where HAPLAN_STRICT is set, as it is in CI; elsewhere they only warn,
/// so that a newer compiler does not stop a user's build.
let isStrict = Context.environment["HAPLAN_STRICT"] != nil

/// The language features that keep the arrows of the architecture visible in each file.
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "haplan",
  products: [.executable(name: "haplan", targets: ["haplan"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    module("Syntax", ["CLibYAML"]),
    module("ClusterModel", ["Syntax"]),
    module("ClusterFormats", ["ClusterModel", "Syntax"]),
    module("Reliability"),
    module("FaultTolerance", ["Reliability", "ClusterModel", "Syntax"]),
    module("Planning", ["FaultTolerance", "ClusterModel", "Syntax"]),
    module("Rules", ["FaultTolerance", "ClusterModel", "Syntax"]),
    module("Reporting", ["Rules", "Planning", "FaultTolerance", "ClusterModel", "Syntax"]),
    module(
      "HaplanKit",
      [
        "Reporting", "Planning", "Rules", "FaultTolerance", "ClusterFormats", "ClusterModel",
        "Syntax",
      ]),
    .executableTarget(
      name: "haplan",
      dependencies: [
        "HaplanKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    tests(of: "Syntax"),
    tests(of: "ClusterModel", ["Syntax"]),
    tests(of: "ClusterFormats", ["ClusterModel", "Syntax"]),
    tests(of: "Reliability"),
    tests(of: "FaultTolerance", ["ClusterModel", "ClusterFormats", "Syntax"]),
    tests(of: "Planning", ["FaultTolerance", "ClusterFormats", "ClusterModel", "Syntax"]),
    tests(of: "Rules", ["HaplanKit", "Reporting", "FaultTolerance", "ClusterModel", "Syntax"]),
    tests(of: "Reporting", ["Rules", "FaultTolerance", "ClusterModel", "Syntax"]),
    tests(of: "HaplanKit", ["Reporting", "Rules", "FaultTolerance", "ClusterModel", "Syntax"]),
    .testTarget(
      name: "CommandTests", dependencies: ["haplan"], exclude: ["Fixtures"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
