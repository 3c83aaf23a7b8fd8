# What `npm run deploy` and the runbooks read by `terraform output -json`. Described in ../../README.md.

output "environment" {
  description = "The name of this environment."
  value       = module.platform.environment
}

output "cloudflare_account_id" {
  description = "The account that Workers are deployed to."
  value       = module.platform.cloudflare_account_id
}

output "zone" {
  description = "The zone: its id and its name."
  value       = module.platform.zone
}

output "applications" {
  description = "Public host names by application; all are served by the gateway."
  value       = module.platform.applications
}

output "name_servers" {
  description = "To be entered at the domain's registrar first: they make the zone active."
  value       = module.platform.name_servers
}

output "dnssec_ds" {
  description = "The DS record, to be entered at the domain's registrar once the zone is active."
  value       = module.platform.dnssec_ds
}

output "queues" {
  description = "The dead letter queue of each queue, by the queue's name."
  value       = module.platform.queues
}

output "checkpoint_bucket" {
  description = "The bucket of the audit log's files: its name and its jurisdiction."
  value       = module.platform.checkpoint_bucket
}

output "secrets_store" {
  description = "The account's secrets store, and the id of each slot by its name."
  value       = module.platform.secrets_store
}

output "neon" {
  description = "The Neon organisation, project and default branch."
  value       = module.platform.neon
}

output "database" {
  description = "Where the database is reached, without credentials."
  value       = module.platform.database
}

output "region" {
  description = "The database's region, the location hint of the lanes beside it, and the jurisdiction of Durable Objects and buckets."
  value       = module.platform.region
}

output "otlp_endpoint" {
  description = "The collector that telemetry is sent to; empty: none."
  value       = module.platform.otlp_endpoint
}
