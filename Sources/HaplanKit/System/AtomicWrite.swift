#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension System {
  /// Writes a file whole or not at all: beside it under a name that begins with a dot, then renamed
  /// over it. A failure leaves what was there. A link stays one: what it points to is written. What
  /// is no file (a terminal, `/dev/null`, a pipe), or cannot be renamed over, is written in place.
  package static func writeFile(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG { return try writeInPlace(path, bytes) }
    let target = exists ? realPath(path) ?? path : path
    do throws(Failure) {
      try replace(target, bytes, like: exists ? status : nil, mustKeepOwner: false)
    } catch {
      guard exists, errno == EBUSY || errno == EXDEV || errno == EACCES || errno == EPERM else {
        throw error
      }
      try writeInPlace(path, bytes)
    }
  }

  /// Puts other bytes in a file's place, whole or not at all, with the mode and the owner that it
  /// had. Fails, and leaves the file alone, where it does not hold `old` any more, may not be
  /// written, or would change its owner.
  package static func rewriteFile(
    _ path: String, from old: [UInt8], to new: [UInt8]
  ) throws(Failure) {
    guard let target = realPath(path) else {
      throw Failure(message: "cannot be written: \(String(cString: strerror(errno)))")
    }
    if let reason = reasonNotToWrite(target) { throw Failure(message: reason) }
    var status = stat()
    guard stat(target, &status) == 0 else {
      throw Failure(message: "cannot be written: \(String(cString: strerror(errno)))")
    }
    let now = try read(target, limit: max(old.count, new.count) + 1)
    if now == new { return }
    guard now == old else { throw Failure(message: "was changed meanwhile; run again") }
    try replace(target, new, like: status, mustKeepOwner: true)
  }

  /// Why a file may not be rewritten; `nil` where it may.
  package static func reasonNotToWrite(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return "cannot be found" }
    guard status.st_mode & S_IFMT == S_IFREG else { return "is no regular file" }
    // The superuser may write what nobody may; a file without any write bit says no to everybody.
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { return "is read-only" }
    return nil
  }

  /// The absolute path without links; `nil` where nothing is there.
  package static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func writeInPlace(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(message: "cannot be written: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    guard write(bytes, to: descriptor) else {
      throw Failure(message: "cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Signals wait until the name that begins with a dot is gone; only SIGKILL can leave it behind,
  /// and the next run takes such a one away.
  private static func replace(
    _ path: String, _ bytes: [UInt8], like status: stat?, mustKeepOwner: Bool
  ) throws(Failure) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    sigprocmask(SIG_BLOCK, &all, &before)
    defer { sigprocmask(SIG_SETMASK, &before, nil) }
    let folder = PathName.folder(of: path).map { $0 == "/" ? "/" : "\($0)/" } ?? ""
    let prefix = ".\(PathName.base(path)).haplan-"
    removeLeftOvers(folder: folder, prefix: prefix)
    let temporary = "\(folder)\(prefix)\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(message: "cannot be written: \(String(cString: strerror(errno)))")
    }
    let isAlike = status.map { give($0, to: descriptor) || !mustKeepOwner } ?? true
    let isWritten = isAlike && write(bytes, to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, renameEntry(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      errno = code
      throw Failure(
        message: isAlike
          ? "cannot be written: \(String(cString: strerror(code)))"
          : "belongs to somebody else, and would not any more")
    }
    syncFolder(folder)
  }

  /// Gives a new file the owner and the mode of the one that it replaces.
  private static func give(_ status: stat, to descriptor: Int32) -> Bool {
    var own = stat()
    guard fstat(descriptor, &own) == 0 else { return false }
    var isAlike = true
    if own.st_uid != status.st_uid || own.st_gid != status.st_gid {
      isAlike = fchown(descriptor, status.st_uid, status.st_gid) == 0
    }
    return fchmod(descriptor, status.st_mode & 0o7777) == 0 && isAlike
  }

  /// Takes away what a run that was killed left beside a file.
  private static func removeLeftOvers(folder: String, prefix: String) {
    guard let entries = try? list(folder.isEmpty ? "." : folder) else { return }
    for entry in entries where entry.name.hasPrefix(prefix) {
      guard let process = pid_t(entry.name.dropFirst(prefix.count)), kill(process, 0) != 0,
        errno == ESRCH
      else { continue }
      unlink(folder + entry.name)
    }
  }

  private static func syncFolder(_ folder: String) {
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension System {
  /// Makes a folder and those above it, where they are not there.
  package static func makeFolder(_ path: String) throws(Failure) {
    guard kind(of: path) != .folder else { return }
    if let above = PathName.folder(of: path), above != path { try makeFolder(above) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw Failure(message: "cannot be made: \(String(cString: strerror(errno)))")
    }
  }

  /// Gives a file or folder another name; an empty folder of that name gives way.
  package static func rename(_ path: String, to name: String) throws(Failure) {
    guard renameEntry(path, name) == 0 else {
      throw Failure(message: "cannot be made: \(String(cString: strerror(errno)))")
    }
  }

  /// Takes a folder away with all that is in it, as far as that can be.
  package static func removeFolder(_ path: String) {
    for entry in (try? list(path)) ?? [] {
      let place = "\(path)/\(entry.name)"
      if kindWithoutFollowing(place) == .folder { removeFolder(place) } else { unlink(place) }
    }
    rmdir(path)
  }

  /// The number of the running process.
  package static var processNumber: Int { Int(getpid()) }

  /// Waits.
  package static func sleep(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1000)) }
}

/// `rename` of the C library, under a name that the enum's own does not hide.
private func renameEntry(_ old: String, _ new: String) -> Int32 { rename(old, new) }
