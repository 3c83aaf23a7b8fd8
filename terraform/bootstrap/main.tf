# Once per account, before its environment: the bucket of the state and the secrets store. The bucket must exist before any state can, so
# wrangler makes it (docs/runbooks/new-environment.md) and this imports it: no state is ever stored on a disk.

locals {
  # The state has the names and ids of all resources: it stays in the same jurisdiction as the data.
  jurisdiction = "eu"
  state_bucket = "ledge-terraform-state"
  # As long as a mistake in a state may take to be noticed.
  copies_kept_days = 180
}

import {
  to = cloudflare_r2_bucket.state
  id = "${var.account_id}/${local.state_bucket}/${local.jurisdiction}"
}

resource "cloudflare_r2_bucket" "state" {
  account_id   = var.account_id
  name         = local.state_bucket
  jurisdiction = local.jurisdiction

  lifecycle {
    prevent_destroy = true
  }
}

# R2 keeps no versions: after each apply, `npm run terraform:copy` leaves a copy of the state here, which is neither overwritten nor deleted. Whoever may
# edit the bucket may remove this rule: it is against a stolen credential for objects, and against mistakes.
resource "cloudflare_r2_bucket_lock" "state" {
  account_id   = var.account_id
  bucket_name  = cloudflare_r2_bucket.state.name
  jurisdiction = local.jurisdiction

  rules = [
    {
      id      = "copies"
      enabled = true
      prefix  = "copies/"
      condition = {
        type            = "Age"
        max_age_seconds = local.copies_kept_days * 86400
      }
    },
  ]
}

import {
  for_each = var.existing_secrets_store_id == null ? [] : [var.existing_secrets_store_id]
  to       = cloudflare_secrets_store.this
  id       = "${var.account_id}/${each.value}"
}

resource "cloudflare_secrets_store" "this" {
  account_id = var.account_id
  name       = "default_secrets_store"

  lifecycle {
    prevent_destroy = true
  }
}
