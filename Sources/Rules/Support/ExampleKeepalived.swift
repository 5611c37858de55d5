/// keepalived configurations of the rules' examples.
enum ExampleKeepalived {
  /// One machine's, with these lines in its instance besides what every one has.
  static func instance(_ lines: String..., vip: String = "10.0.0.4", script: String? = "weight -20")
    -> String
  {
    let scripts = script.map { weight in
      """
      vrrp_script chk_haproxy {
        script "/usr/bin/killall -0 haproxy"
        interval 2
        fall 3
        \(weight)
      }

      """
    }
    let track = script == nil ? "" : "\n  track_script {\n    chk_haproxy\n  }"
    return (scripts ?? "") + """
      vrrp_instance VI_1 {
        interface eth0
      \(lines.map { "  \($0)" }.joined(separator: "\n"))
        virtual_ipaddress {
          \(vip)
        }\(track)
      }

      """
  }
}
