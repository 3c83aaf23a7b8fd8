# Slots for secrets, never secrets: every argument of a resource ends up in the state. A slot is made with a placeholder; the rotation sets its value, and a
# comment that says which login it is, and Terraform ignores both from then on (the provider sends only what changed).

locals {
  # Explains itself to anyone who finds it in use, and is no URL: core-service does not start with it.
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
    ignore_changes  = [value, comment]
    prevent_destroy = true
  }
}
