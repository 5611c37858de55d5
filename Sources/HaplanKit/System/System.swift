internal import Syntax

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Everything haplan asks of the operating system. Plain system calls: the static program starts
/// faster and stays smaller without a larger library.
package enum System {
  /// Why something could not be read, in words for the user.
  package struct Failure: Error, Hashable, Sendable {
    package let message: String
  }

  /// What an entry of the file system is.
  package enum EntryKind: Sendable {
    case file, folder, link, other
  }

  /// What stands at a path, links followed; `nil` where nothing can be seen.
  package static func kind(of path: String) -> EntryKind? { kind(path, followingLinks: true) }

  /// What stands at a path itself.
  package static func kindWithoutFollowing(_ path: String) -> EntryKind? {
    kind(path, followingLinks: false)
  }

  private static func kind(_ path: String, followingLinks: Bool) -> EntryKind? {
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// The bytes of a file, at most `limit`; more is a failure, as is anything that cannot be opened.
  /// Named pipes are read like files; folders and other devices are not.
  package static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(message: "cannot be opened: \(errorText())") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Failure(message: "cannot be read: \(errorText())")
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw Failure(message: "is a folder") }
    let expected = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    return try read(descriptor: descriptor, expected: expected, limit: limit)
  }

  /// What has arrived at an open descriptor, waiting where that is nothing yet; empty at the end.
  package static func readSome(_ descriptor: Int32) -> [UInt8] {
    let capacity = 1 << 16
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        count = readBytes(descriptor, buffer.baseAddress, capacity)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      return bytes
    }
  }

  /// Everything that an open descriptor gives.
  static func readAll(_ descriptor: Int32) throws(Failure) -> [UInt8] {
    try read(descriptor: descriptor, expected: 0, limit: Int.max - 1)
  }

  /// All of standard input.
  package static func readStandardInput(limit: Int) throws(Failure) -> [UInt8] {
    try read(descriptor: 0, expected: 0, limit: limit)
  }

  private static func read(
    descriptor: Int32, expected: Int, limit: Int
  ) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    // No more than the file needs: its bytes are kept as they are read.
    var chunk = min(expected > 0 ? expected + 1 : 4096, limit + 1)
    while true {
      var count = 0
      let capacity = chunk
      let part = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        count = readBytes(descriptor, buffer.baseAddress, capacity)
        initialized = max(0, count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(message: "cannot be read: \(errorText())")
      }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= limit else {
        throw Failure(message: "is larger than \(limit >> 20) MiB")
      }
      // A regular file of the size that it said it has: there is no more.
      if expected > 0, bytes.count == expected { return bytes }
      chunk = expected > 0 ? 4096 : 65_536
    }
  }

  /// One name in a folder, and what stands there, where the folder itself tells.
  package struct Entry: Sendable {
    package let name: String
    package let kind: EntryKind?
  }

  /// What is in a folder, without `.` and `..`, sorted by Unicode scalars, which is the order of
  /// UTF-8.
  package static func list(_ path: String) throws(Failure) -> [Entry] {
    guard let folder = opendir(path) else {
      throw Failure(message: "cannot be opened: \(errorText())")
    }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      entries.append(Entry(name: name, kind: kind(ofType: Int(entry.pointee.d_type))))
    }
    return entries.sorted { ByteSearch.isOrdered($0.name, $1.name) }
  }

  /// `d_type` of readdir(3); `nil` where the file system does not say.
  private static func kind(ofType type: Int) -> EntryKind? {
    switch type {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): nil
    default: .other
    }
  }

  /// The value of an environment variable; `nil` where it is not set.
  package static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Whether a descriptor is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Writes all bytes to a descriptor; false where its reader has gone or the disk is full.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes { buffer in
        writeBytes(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }

  /// Writes all bytes to a descriptor; that its reader has gone is no failure.
  package static func writeForReader(
    _ bytes: [UInt8], to descriptor: Int32
  ) throws(Failure) {
    guard !write(bytes, to: descriptor) else { return }
    let code = errno
    guard code != EPIPE else { return }
    throw Failure(message: "cannot be written: \(String(cString: strerror(code)))")
  }

  /// A reader that goes away (`haplan … | head`) ends the writing, not the program by a signal.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  private static func errorText() -> String { String(cString: strerror(errno)) }
}

/// `read` and `write` of the C library, under names that the enum's own do not hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  read(descriptor, buffer, count)
}

private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}

extension System {
  /// The last component of the current folder's path.
  package static var currentFolderName: String {
    guard let path = getcwd(nil, 0) else { return "cluster" }
    defer { free(path) }
    let name = PathName.base(String(cString: path))
    return name.isEmpty ? "cluster" : name
  }
}

extension System {
  /// The absolute path of the current folder; `/` where it has gone.
  package static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension System {
  /// Whether everybody may write to a folder, as to `/tmp`.
  static func isOpenToAll(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IWOTH != 0
  }

  /// Milliseconds of a clock that only goes forward.
  package static var milliseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000
  }

  /// Whole days since 1 January 1970, in UTC.
  static var daysSince1970: Int { Int(time(nil)) / 86_400 }
}
