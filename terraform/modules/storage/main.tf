# The audit log's checkpoints, under a lock: an attacker who controls the database or a Worker cannot rewrite published checkpoints.

resource "cloudflare_r2_bucket" "checkpoints" {
  account_id    = var.account_id
  name          = var.bucket_name
  jurisdiction  = var.jurisdiction
  storage_class = "Standard"

  lifecycle {
    prevent_destroy = true
  }
}

resource "cloudflare_r2_bucket_lock" "checkpoints" {
  account_id   = var.account_id
  bucket_name  = cloudflare_r2_bucket.checkpoints.name
  jurisdiction = var.jurisdiction

  rules = [
    {
      id      = "checkpoints"
      enabled = true
      condition = {
        type            = "Age"
        max_age_seconds = var.retention_days * 86400
      }
    },
  ]
}
