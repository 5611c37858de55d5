#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension System {
  /// What another program gave.
  struct ProcessResult {
    /// 0 to 255; 128 and more after a signal, as a shell has it.
    let status: Int32
    let output: [UInt8]
    let errors: [UInt8]
  }

  /// Runs a program found on PATH with these words and this standard input, and waits for it. Its
  /// streams are files without a name, so that none can fill up.
  static func run(_ words: [String], input: [UInt8] = []) throws(Failure) -> ProcessResult {
    guard let first = words.first, let standardInput = tmpfile(), let output = tmpfile(),
      let errors = tmpfile()
    else { throw Failure(message: "cannot be run: \(String(cString: strerror(errno)))") }
    defer {
      fclose(standardInput)
      fclose(output)
      fclose(errors)
    }
    guard write(input, to: fileno(standardInput)) else {
      throw Failure(message: "cannot be run: \(String(cString: strerror(errno)))")
    }
    lseek(fileno(standardInput), 0, SEEK_SET)
    let process = try spawn(
      first, words, [fileno(standardInput), fileno(output), fileno(errors)])
    var code: Int32 = 0
    while waitpid(process, &code, 0) < 0 {
      guard errno == EINTR else {
        throw Failure(message: "cannot be waited for: \(String(cString: strerror(errno)))")
      }
    }
    let signal = code & 0x7F
    return ProcessResult(
      status: signal == 0 ? (code >> 8) & 0xFF : 128 + signal,
      output: contents(of: fileno(output)), errors: contents(of: fileno(errors)))
  }

  private static func spawn(
    _ program: String, _ words: [String], _ streams: [Int32]
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, nil, &arguments, environ)
    guard code == 0 else {
      throw Failure(message: "cannot be run: \(String(cString: strerror(code)))")
    }
    return process
  }

  private static func contents(of descriptor: Int32) -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    return (try? readAll(descriptor)) ?? []
  }
}
