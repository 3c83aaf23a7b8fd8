variables {
  organisation_id       = "org-test"
  project_name          = "ledge-test"
  region_id             = "aws-eu-central-1"
  database_name         = "ledge"
  history_days          = 30
  compute_units         = { min = 1, max = 2 }
  suspend_after_seconds = -1
  branch_protected      = true
}

run "history_is_given_to_neon_in_seconds" {
  command = plan

  assert {
    condition     = neon_project.this.history_retention_seconds == 2592000
    error_message = "30 days are 2592000 seconds."
  }
}

run "the_branch_is_as_protected_as_it_is_said_to_be" {
  command = plan

  assert {
    condition     = neon_project.this.default_branch_protected
    error_message = "The default branch would not be protected."
  }
}

run "more_history_than_neon_keeps_is_refused" {
  command = plan

  variables {
    history_days = 31
  }

  expect_failures = [var.history_days]
}
