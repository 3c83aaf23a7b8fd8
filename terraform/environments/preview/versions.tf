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

  # The state is in a bucket of this environment's own account, given by AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
  # R2 is not AWS: checks that only AWS can answer are skipped.
  backend "s3" {
    bucket                      = "ledge-terraform-state"
    key                         = "platform.tfstate"
    region                      = "auto"
    use_path_style              = true
    use_lockfile                = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
    skip_s3_checksum            = true
  }
}

# Credentials come from the environment alone: CLOUDFLARE_API_TOKEN and NEON_API_KEY.
provider "cloudflare" {}

provider "neon" {}
