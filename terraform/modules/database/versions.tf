terraform {
  required_version = "~> 1.11"

  # The only module that knows Neon's provider. The official one continues kislerdm/neon 0.18.0 and keeps no password in the state
  # (decision 27); the lock file of an environment says which version exactly.
  required_providers {
    neon = {
      source  = "neondatabase/neon"
      version = "> 0.18.0, < 2.0.0"
    }
  }
}
