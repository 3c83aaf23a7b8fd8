# The environment that hosts previews of pull requests, an account and an organisation of their own: the code of a pull request holds the credentials
# of this one, and of no other. It differs from the others only in the values below, each for a reason in ../differences.json. Its database stays
# empty: each preview has a branch of it.

module "platform" {
  source = "../../modules/platform"

  environment          = "preview"
  account_id           = "e0000000000000000000000000000001"
  zone_name            = "ledge-preview.example"
  secrets_store_id     = "e0000000000000000000000000000002"
  neon_organisation_id = "org-ledge-preview"
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
