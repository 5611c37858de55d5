/// Files that a repository starts with.
package enum Starter: String, CaseIterable, Sendable {
  case github, gitlab
  case preCommit = "pre-commit"

  /// Where the file goes, from the top of a repository.
  package var path: String {
    switch self {
    case .github: ".github/workflows/haplan.yml"
    case .gitlab: ".gitlab-ci.yml"
    case .preCommit: ".pre-commit-config.yaml"
    }
  }

  /// What stands in it.
  package var text: String {
    switch self {
    case .github: Self.workflow
    case .gitlab: Self.pipeline
    case .preCommit: Self.hooks
    }
  }

  private static var archive: String { "haplan-\(HaplanVersion.text)-linux-amd64" }

  private static var workflow: String {
    """
    # Checks every change of the control plane, and says in the pull request what got worse.
    name: haplan
    on:
      pull_request:
      push:
        branches: [main]
    permissions:
      contents: read
      security-events: write
    jobs:
      haplan:
        runs-on: ubuntu-latest
        env:
          # The folder of the release that bin/release made, where your runners can fetch it.
          HAPLAN_RELEASE: ${{ vars.HAPLAN_RELEASE }}
        steps:
          - uses: actions/checkout@v4
            with:
              fetch-depth: 0
          - name: Install haplan
            run: |
              curl -fsSLO "$HAPLAN_RELEASE/\(archive).tar.gz"
              curl -fsSLO "$HAPLAN_RELEASE/checksums.txt"
              sha256sum --check --ignore-missing checksums.txt
              tar xzf \(archive).tar.gz
              echo "$PWD/\(archive)" >> "$GITHUB_PATH"
          - name: Check
            run: |
              haplan check -o github --report sarif=haplan.sarif \\
                --report markdown="$GITHUB_STEP_SUMMARY" .
          - name: Compare
            if: always() && github.event_name == 'pull_request'
            run: |
              haplan diff --rev "origin/${GITHUB_BASE_REF}...HEAD" -o markdown > diff.md || status=$?
              cat diff.md >> "$GITHUB_STEP_SUMMARY"
              exit "${status:-0}"
          - uses: github/codeql-action/upload-sarif@v3
            if: always() && hashFiles('haplan.sarif') != ''
            with:
              sarif_file: haplan.sarif

    """
  }

  private static var pipeline: String {
    """
    # Checks every change of the control plane; findings show in the merge request.
    haplan:
      stage: test
      image: debian:stable-slim
      variables:
        # The folder of the release that bin/release made, where your runners can fetch it.
        HAPLAN_RELEASE: ""
        GIT_DEPTH: "0"
      before_script:
        - apt-get update -q && apt-get install -y -q --no-install-recommends ca-certificates curl git
        - curl -fsSLO "$HAPLAN_RELEASE/\(archive).tar.gz"
        - curl -fsSLO "$HAPLAN_RELEASE/checksums.txt"
        - sha256sum --check --ignore-missing checksums.txt
        - tar xzf \(archive).tar.gz
        - export PATH="$PWD/\(archive):$PATH"
      script:
        - haplan check --report gitlab=gl-code-quality-report.json --report junit=haplan.xml .
        - |
          if [ -n "${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}" ]; then
            haplan diff --rev "$CI_MERGE_REQUEST_DIFF_BASE_SHA..HEAD"
          fi
      artifacts:
        when: always
        reports:
          codequality: gl-code-quality-report.json
          junit: haplan.xml

    """
  }

  private static var hooks: String {
    """
    # Blocks a commit that brings an error, or that makes the control plane survive less.
    repos:
      - repo: local
        hooks:
          - id: haplan-check
            name: haplan check
            entry: haplan check --allow-empty .
            language: system
            pass_filenames: false
          - id: haplan-diff
            name: haplan diff
            entry: haplan diff --rev HEAD
            language: system
            pass_filenames: false

    """
  }

  /// The name of the spec that `init` writes, and of its schema beside it.
  package static let specPath = "cluster.yaml"
  /// For editors that check YAML by a schema.
  package static let schemaPath = "cluster.schema.json"

  /// A spec to fill in: it is valid as it stands.
  package static let spec = """
    # yaml-language-server: $schema=cluster.schema.json
    # A control plane as haplan reads it. Change what differs, take out what you do not have, then:
    #   haplan check    what is wrong with it
    #   haplan table    what it survives
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata:
      name: prod
    spec:
      kubernetesVersion: v1.33.2
      controlPlane:
        # Where kubelets and clients connect.
        # endpoint: k8s.example.internal:6443
        # Control-plane nodes by zone, in the order of their names. Or count: 3, or nodes: with
        # names, addresses and domains of their own.
        zones: {a: 1, b: 1, c: 1}
        # Flags as they are on the command lines, where they are not the defaults:
        # controllerManager:
        #   flags: {leader-elect-lease-duration: 15s, leader-elect-renew-deadline: 10s}
      # One member on each control-plane node; or topology: external with members of its own.
      etcd: stacked
      # Balancers in front of the API servers:
      # loadBalancers:
      #   - {name: lb-1, kind: haproxy, vip: 10.240.0.4, domains: {zone: a}}
      #   - {name: lb-2, kind: haproxy, vip: 10.240.0.4, domains: {zone: b}}
      # The real files of this cluster, relative to this one; what they say counts first:
      # sources:
      #   - {path: master-1/kube-apiserver.service, node: master-1}
      # What you promise; check holds the cluster to it:
      requirements:
        survive: [1 node, 1 zone]

    """
}
