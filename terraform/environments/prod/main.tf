# The production environment. It differs from development only in the values below, each for a reason in ../differences.json.

module "platform" {
  source = "../../modules/platform"

  environment          = "prod"
  account_id           = "f0000000000000000000000000000001"
  zone_name            = "ledge.example"
  secrets_store_id     = "f0000000000000000000000000000002"
  neon_organisation_id = "org-ledge-prod"
  alert_email          = "alerts@example.com"

  region = {
    database      = "aws-eu-central-1"
    location_hint = "weur"
    jurisdiction  = "eu"
  }

  database = {
    compute_units         = { min = 2, max = 10 }
    suspend_after_seconds = -1
    history_days          = 30
    branch_protected      = true
  }

  checkpoint_retention_days = 3653
  requests_per_address      = 2000
}
