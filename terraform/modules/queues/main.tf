# Queues and their dead letter queues. Who takes from them, how often and for how long stands in the consumer's wrangler.toml.

resource "cloudflare_queue" "queue" {
  for_each = var.names

  account_id = var.account_id
  queue_name = each.value

  settings = {
    delivery_delay  = 0
    delivery_paused = false
    # The feed is in the database and a message is only a reason to look (decision 16): four days, the platform's own default.
    message_retention_period = 345600
  }
}

resource "cloudflare_queue" "dead_letters" {
  for_each = var.names

  account_id = var.account_id
  queue_name = "${each.value}-dead"

  settings = {
    delivery_delay  = 0
    delivery_paused = false
    # The longest that the platform keeps a message: 14 days to notice that nobody takes the dead letters.
    message_retention_period = 1209600
  }
}
