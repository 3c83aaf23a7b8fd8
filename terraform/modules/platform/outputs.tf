output "environment" {
  description = "The name of this environment."
  value       = var.environment
}

output "cloudflare_account_id" {
  description = "The account that Workers are deployed to."
  value       = var.account_id
}

output "zone" {
  description = "The zone: its id and its name."
  value       = { id = module.edge.zone_id, name = var.zone_name }
}

output "applications" {
  description = "Public host names by application; all are served by the gateway."
  value       = module.edge.applications
}

output "name_servers" {
  description = "To be entered at the domain's registrar first: they make the zone active."
  value       = module.edge.name_servers
}

output "dnssec_ds" {
  description = "The DS record, to be entered at the domain's registrar once the zone is active."
  value       = module.edge.dnssec_ds
}

output "queues" {
  description = "The dead letter queue of each queue, by the queue's name."
  value       = module.queues.names
}

output "checkpoint_bucket" {
  description = "The bucket of the audit log's files: its name and its jurisdiction."
  value       = { name = module.storage.bucket_name, jurisdiction = var.region.jurisdiction }
}

output "secrets_store" {
  description = "The account's secrets store, and the id of each slot by its name."
  value       = { id = var.secrets_store_id, slots = module.secrets.slots }
}

output "neon" {
  description = "The Neon organisation, project and default branch."
  value = {
    organisation_id = var.neon_organisation_id
    project_id      = module.database.project_id
    branch_id       = module.database.branch_id
  }
}

output "database" {
  description = "Where the database is reached, without credentials."
  value       = { host = module.database.host, name = module.database.name }
}

output "region" {
  description = "The database's region, the location hint of the lanes beside it, and the jurisdiction of Durable Objects and buckets."
  value       = var.region
}

output "otlp_endpoint" {
  description = "The collector that telemetry is sent to; empty: none."
  value       = var.otlp_endpoint
}
