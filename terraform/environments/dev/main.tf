# The development environment. It differs from production only in the values below, each for a reason in ../differences.json.

module "platform" {
  source = "../../modules/platform"

  environment          = "dev"
  account_id           = "d0000000000000000000000000000001"
  zone_name            = "ledge-dev.example"
  secrets_store_id     = "d0000000000000000000000000000002"
  neon_organisation_id = "org-ledge-dev"
  alert_email          = "alerts-dev@example.com"

  region = {
    database      = "aws-eu-central-1"
    location_hint = "weur"
    jurisdiction  = "eu"
  }

  database = {
    compute_units         = { min = 0.25, max = 2 }
    suspend_after_seconds = 300
    history_days          = 1
    branch_protected      = false
  }

  checkpoint_retention_days = 1
  requests_per_address      = 2000
}
