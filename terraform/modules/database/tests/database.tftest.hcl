variables {
  organisation_id       = "org-test"
  project_name          = "ledge-test"
  region_id             = "aws-eu-central-1"
  database_name         = "ledge"
  history_days          = 30
  compute_units         = { min = 1, max = 2 }
  suspend_after_seconds = -1
  branch_protected      = true
  maintenance           = { weekdays = [7], start = "03:00", end = "04:00" }
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

run "size_and_suspension_are_those_of_the_compute_that_serves" {
  command = plan

  assert {
    condition     = neon_project.this.primary_compute.autoscaling_limit_max_cu == 2 && neon_project.this.primary_compute.suspend_timeout_seconds == -1
    error_message = "The compute that serves would have Neon's own size."
  }

  assert {
    condition     = neon_project.this.store_password == false
    error_message = "Neon would keep the owner's password."
  }
}

run "a_range_that_neon_does_not_scale_over_is_refused" {
  command = plan

  variables {
    compute_units = { min = 2, max = 16 }
  }

  expect_failures = [var.compute_units]
}

run "more_history_than_neon_keeps_is_refused" {
  command = plan

  variables {
    history_days = 31
  }

  expect_failures = [var.history_days]
}
