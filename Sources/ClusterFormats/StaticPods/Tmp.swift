import ClusterModel

extension ContainerReader { mutating func readScript(_ s: CommandWord) -> FlagSet? { nil } }
