# Once per account, before its environment: the bucket of the state, the lock of the state's copies, and the secrets store. The bucket must exist before any state can, so
# wrangler makes it (docs/runbooks/new-environment.md) and this imports it: no state is ever stored on a disk.

locals {
  # The state has the names and ids of all resources: it stays in the same jurisdiction as the data.
  jurisdiction = "eu"
  state_bucket = "ledge-terraform-state"
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

# R2 keeps no versions of an object: each apply is followed by a copy (terraform/README.md), and a copy can be neither overwritten nor deleted by the
# tokens of pipelines, which may not edit a bucket.
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
        max_age_seconds = 90 * 86400
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
