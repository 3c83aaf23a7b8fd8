terraform {
  required_version = "~> 1.11"

  # The only module that uses Neon's provider. The official one continues kislerdm/neon 0.18.0 and keeps no password in the state
  # (decision 27); the lock file of an environment fixes the exact version.
  required_providers {
    neon = {
      source  = "neondatabase/neon"
      version = "> 0.18.0, < 2.0.0"
    }
  }
}
