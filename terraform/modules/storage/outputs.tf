output "bucket_name" {
  description = "The bucket of the audit log's checkpoints, under its lock."
  value       = cloudflare_r2_bucket_lock.checkpoints.bucket_name
}
