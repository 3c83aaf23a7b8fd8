# The audit log's files. Tiles are under a lock: an attacker who controls the database, a Worker, or a credential for objects cannot rewrite what is
# published. The lock is a rule of the bucket and no WORM storage: whoever may edit the bucket's configuration may remove it. What shows that is drift,
# the account's audit log and, whatever happened to the bucket, the witnesses. The checkpoint is one object that is overwritten by each new one, so it cannot
# be locked; its older versions are kept by the witnesses.

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
