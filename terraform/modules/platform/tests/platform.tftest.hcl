variables {
  environment          = "test"
  account_id           = "a0000000000000000000000000000001"
  zone_name            = "ledge.test"
  secrets_store_id     = "a0000000000000000000000000000002"
  neon_organisation_id = "org-test"
  alert_email          = "alerts@example.com"

  region = {
    database      = "aws-eu-central-1"
    location_hint = "weur"
    jurisdiction  = "eu"
  }

  database = {
    compute_units         = { min = 1, max = 2 }
    suspend_after_seconds = -1
    history_days          = 7
    branch_protected      = true
  }

  checkpoint_retention_days = 1
  requests_per_address      = 100
}

run "an_environment_says_what_deploy_must_know" {
  command = plan

  assert {
    condition     = output.applications == { api = "api.ledge.test", docs = "docs.ledge.test", log = "log.ledge.test" }
    error_message = "The API, the docs and the audit log are hosts of the zone."
  }

  assert {
    condition     = output.queues == { ledge-audit = "ledge-audit-dead", ledge-events = "ledge-events-dead" }
    error_message = "Each queue has dead letters."
  }

  assert {
    condition     = output.zone.name == "ledge.test" && output.database.name == "ledge" && output.region.location_hint == "weur"
    error_message = "The zone, the database and the region are those that were given."
  }
}

run "an_account_is_32_hexadecimal_digits" {
  command = plan

  variables {
    account_id = "ledge"
  }

  expect_failures = [var.account_id]
}

run "a_collector_is_asked_over_https" {
  command = plan

  variables {
    otlp_endpoint = "http://otlp.example.com"
  }

  expect_failures = [var.otlp_endpoint]
}

run "a_collectors_credentials_are_in_no_url" {
  command = plan

  variables {
    otlp_endpoint = "https://user:secret@otlp.example.com"
  }

  expect_failures = [var.otlp_endpoint]
}

run "a_collector_has_no_query" {
  command = plan

  variables {
    otlp_endpoint = "https://otlp.example.com/v1?key=secret"
  }

  expect_failures = [var.otlp_endpoint]
}

run "a_collector_may_have_a_path" {
  command = plan

  variables {
    otlp_endpoint = "https://otlp.example.com/otlp"
  }

  assert {
    condition     = output.otlp_endpoint == "https://otlp.example.com/otlp"
    error_message = "The collector is the one that was given."
  }
}
