import Testing

@testable import HaplanKit

/// Work shared among threads gives what one thread gives, in its order.
struct ParallelTests {
  @Test(arguments: [0, 1, 63, 64, 127, 128, 129, 1000, 5003], [nil, 1, 2, 3, 64])
  func givesEachItemOnceInOrder(count: Int, jobs: Int?) {
    let items = Parallel.map(count: count, jobs: jobs) { "\($0)" }
    #expect(items == (0..<count).map { "\($0)" })
  }
}
