run "every_alert_reaches_somebody" {
  command = plan

  variables {
    account_id  = "a0000000000000000000000000000001"
    environment = "test"
    email       = "alerts@example.com"
  }

  assert {
    condition = alltrue([
      for policy in [
        cloudflare_notification_policy.certificates,
        cloudflare_notification_policy.denial_of_service,
        cloudflare_notification_policy.incidents,
      ] : policy.enabled && one(policy.mechanisms.email).id == "alerts@example.com"
    ])
    error_message = "An alert is off, or goes to nobody."
  }
}
