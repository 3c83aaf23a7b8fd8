module ledge.example/transparency

go 1.18

// The newest that the Go of Debian 12 (1.19) builds.
require golang.org/x/mod v0.20.0
