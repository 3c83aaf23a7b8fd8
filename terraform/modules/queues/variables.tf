variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string
}

variable "names" {
  description = "Queues, as the Workers' wrangler.toml files name them. Each gets a dead letter queue NAME-dead."
  type        = set(string)

  validation {
    condition     = alltrue([for name in var.names : !endswith(name, "-dead")])
    error_message = "A dead letter queue is made with its queue and is not named here."
  }
}
