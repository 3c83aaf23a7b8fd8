output "bucket_name" {
  description = "The bucket of the audit log's files, whose tiles are locked."
  value       = cloudflare_r2_bucket_lock.checkpoints.bucket_name
}
