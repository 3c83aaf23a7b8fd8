terraform {
  required_version = "~> 1.11"

  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "5.22.0"
    }
    neon = {
      source  = "neondatabase/neon"
      version = "> 0.18.0, < 2.0.0"
    }
  }
}
