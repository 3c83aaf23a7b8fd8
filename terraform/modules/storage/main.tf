# The audit log's files. Tiles are under a lock: an attacker who controls the database or a Worker cannot rewrite what is published. A token that may edit the
# bucket can end the lock; what it changes then, the witnesses see. The checkpoint is one object that is overwritten by each new one, so it cannot be under a
# lock; its older versions are kept by the witnesses.

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
      id      = "tiles"
      enabled = true
      prefix  = "tile/"
      condition = {
        type            = "Age"
        max_age_seconds = var.retention_days * 86400
      }
    },
  ]
}
