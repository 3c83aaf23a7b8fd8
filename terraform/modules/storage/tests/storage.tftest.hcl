variables {
  account_id     = "a0000000000000000000000000000001"
  bucket_name    = "checkpoints"
  jurisdiction   = "eu"
  retention_days = 3653
}

run "every_tile_is_locked_for_as_long_as_was_asked" {
  command = plan

  assert {
    condition = alltrue([
      for rule in cloudflare_r2_bucket_lock.checkpoints.rules :
      rule.enabled && rule.prefix == "tile/" && rule.condition.type == "Age" && rule.condition.max_age_seconds == 315619200
    ])
    error_message = "The lock leaves tiles out, locks the checkpoint, is off, or is shorter than 3653 days."
  }
}

run "the_lock_lies_where_the_bucket_lies" {
  command = plan

  assert {
    condition     = cloudflare_r2_bucket.checkpoints.jurisdiction == "eu" && cloudflare_r2_bucket_lock.checkpoints.jurisdiction == "eu"
    error_message = "A lock of another jurisdiction is a lock of another bucket."
  }
}

run "a_lock_of_no_days_is_refused" {
  command = plan

  variables {
    retention_days = 0
  }

  expect_failures = [var.retention_days]
}
