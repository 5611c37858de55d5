extension ContainerReader { mutating func readScript(_ s: CommandWord) -> FlagSet? { nil } }
import ClusterModel
