output "zone_id" {
  description = "The zone of this environment."
  value       = cloudflare_zone.this.id
}

output "name_servers" {
  description = "To be entered at the registrar, once."
  value       = cloudflare_zone.this.name_servers
}

output "dnssec_ds" {
  description = "The DS record to be entered at the registrar, once."
  value       = cloudflare_zone_dnssec.this.ds
}

output "applications" {
  description = "Public host names by application."
  value       = { for name, domain in cloudflare_workers_custom_domain.application : name => domain.hostname }
}
