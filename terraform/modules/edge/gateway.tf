# The only way in. Terraform owns that the gateway Worker exists and where it is reached; its code, versions and bindings come from
# wrangler, which is why everything else of the Worker is ignored here.

resource "cloudflare_worker" "gateway" {
  account_id = var.account_id
  name       = var.gateway

  # No address on workers.dev: it would lie outside the zone, and so outside its rules.
  subdomain = {
    enabled          = false
    previews_enabled = false
  }

  lifecycle {
    ignore_changes = [logpush, observability, tags, tail_consumers]
  }
}

resource "cloudflare_workers_custom_domain" "application" {
  for_each = var.applications

  account_id = var.account_id
  zone_id    = cloudflare_zone.this.id
  hostname   = each.value
  service    = cloudflare_worker.gateway.name
}
