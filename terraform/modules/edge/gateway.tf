# The gateway, the only public Worker. Terraform owns its existence and its hosts; its code, versions and bindings come from wrangler, so the
# other attributes of the Worker are ignored here.

resource "cloudflare_worker" "gateway" {
  account_id = var.account_id
  name       = var.gateway

  # No address on workers.dev: it would not be in the zone, and so not under the zone's rules.
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

  lifecycle {
    # Its DNS record and its certificate need a zone that answers (Workers, Custom domains).
    precondition {
      condition     = cloudflare_zone.this.status == "active"
      error_message = "The zone is not active yet: enter its name servers at the registrar, wait, and apply again (docs/runbooks/new-environment.md)."
    }
  }
}
