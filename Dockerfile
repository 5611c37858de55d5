# bin/release first: the image is the static program and nothing else.
FROM scratch
COPY .build/bin/haplan /haplan
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/haplan"]
CMD ["check", "."]
