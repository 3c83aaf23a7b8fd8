variables {
  account_id = "a0000000000000000000000000000001"
  names      = ["ledge-events", "ledge-others"]
}

run "every_queue_has_dead_letters_that_outlive_it" {
  command = plan

  assert {
    condition     = output.names == { ledge-events = "ledge-events-dead", ledge-others = "ledge-others-dead" }
    error_message = "A queue has no dead letter queue."
  }

  assert {
    condition = alltrue([
      for name, queue in cloudflare_queue.queue :
      cloudflare_queue.dead_letters[name].settings.message_retention_period > queue.settings.message_retention_period
    ])
    error_message = "Dead letters must be kept longer than messages."
  }
}

run "a_dead_letter_queue_is_not_named" {
  command = plan

  variables {
    names = ["ledge-events-dead"]
  }

  expect_failures = [var.names]
}
