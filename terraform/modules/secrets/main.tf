# Slots for secrets, never secrets: whatever a resource is given lands in the state. A slot is made with a placeholder; its value is set
# by a person or by the rotation, and Terraform does not look at it again (the provider sends only what changed).

locals {
  # Says what it is to whoever finds it in use, and is no URL: a core that was given it does not start.
  placeholder = "placeholder-set-the-value-outside-terraform"
}

resource "cloudflare_secrets_store_secret" "slot" {
  for_each = var.slots

  account_id = var.account_id
  store_id   = var.store_id
  name       = each.key
  comment    = each.value
  scopes     = ["workers"]
  value      = local.placeholder

  lifecycle {
    ignore_changes  = [value]
    prevent_destroy = true
  }
}
