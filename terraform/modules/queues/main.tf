# Queues and their dead letter queues. Consumers, batch sizes and retries are in the consumer's wrangler.toml.

resource "cloudflare_queue" "queue" {
  for_each = var.names

  account_id = var.account_id
  queue_name = each.value

  settings = {
    delivery_delay  = 0
    delivery_paused = false
    # Messages may get lost, because consumers apply the feed in the database (decision 16): four days, Cloudflare's default.
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
    # The longest time that Cloudflare keeps a message: 14 days to notice that dead letters are not consumed.
    message_retention_period = 1209600
  }
}
