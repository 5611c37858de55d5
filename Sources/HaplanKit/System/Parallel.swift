#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Work shared among threads of the operating system. Swift's own tasks would start their pool in
/// every run; these start nothing before there is enough to do.
enum Parallel {
  /// Items for each thread, at least: with fewer, a thread takes longer to start than it saves.
  static let fewestForThread = 64
  /// Items that a thread takes at a time.
  private static let share = 16
  /// Bytes of a thread's stack: as much as the first thread has, for what recurses.
  private static let stackBytes = 8 << 20

  /// The items that `transform` makes of the numbers from 0 on, in their order, whatever the number
  /// of threads. `jobs` is how many threads may run; `nil`: as many as there are processors.
  static func map<Item: Sendable>(
    count: Int, jobs: Int?, _ transform: @escaping @Sendable (Int) -> Item
  ) -> [Item] {
    let most = count / fewestForThread
    let threads = most > 1 ? min(jobs ?? processorCount, most) : 1
    guard threads > 1 else { return (0..<count).map(transform) }
    let places = UnsafeMutableBufferPointer<Item?>.allocate(capacity: count)
    places.initialize(repeating: nil)
    defer {
      places.deinitialize()
      places.deallocate()
    }
    nonisolated(unsafe) let results = places
    let queue = Queue(count: count, share: share) { index in results[index] = transform(index) }
    let others = (1..<threads).compactMap { _ in start(queue) }
    queue.work()
    for thread in others { pthread_join(thread, nil) }
    var items: [Item] = []
    items.reserveCapacity(count)
    for index in places.indices {
      if let item = places[index].take() { items.append(item) }
    }
    return items
  }

  private static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// A thread that works at the queue until it is empty; `nil` where none can be had: then the others
  /// do its work.
  private static func start(_ queue: Queue) -> pthread_t? {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    defer {
      pthread_attr_destroy(attributes)
      attributes.deallocate()
    }
    pthread_attr_setstacksize(attributes, stackBytes)
    let held = Unmanaged.passRetained(queue)
    #if canImport(Darwin)
      var thread: pthread_t?
      let failure = pthread_create(
        &thread, attributes,
        { argument in
          Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().work()
          return nil
        }, held.toOpaque())
    #else
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, attributes,
        { argument in
          if let argument { Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().work() }
          return nil
        }, held.toOpaque())
    #endif
    guard failure == 0 else {
      held.release()
      return nil
    }
    return thread
  }

  /// Numbers that threads take from, each once.
  private final class Queue: @unchecked Sendable {
    private let count: Int
    private let share: Int
    private let perform: @Sendable (Int) -> Void
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var next = 0

    init(count: Int, share: Int, _ perform: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.share = share
      self.perform = perform
      pthread_mutex_init(lock, nil)
    }

    deinit {
      pthread_mutex_destroy(lock)
      lock.deallocate()
    }

    /// Performs numbers until none is left.
    func work() {
      while true {
        pthread_mutex_lock(lock)
        let start = next
        next = min(count, next + share)
        pthread_mutex_unlock(lock)
        guard start < count else { return }
        for index in start..<min(count, start + share) { perform(index) }
      }
    }
  }
}
